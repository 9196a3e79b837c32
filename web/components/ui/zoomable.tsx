import {
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";

interface ZoomableProps {
  /** What the picture is moved in. */
  frame: RefObject<HTMLDivElement | null>;
  /** What is looked at, for those who hear it. */
  name: string;
  /** 1 fits the window; larger is so much larger. */
  level: number;
  onLevel: (level: number) => void;
  onSwipe: (by: number) => void;
  /** The picture itself, in the given shape. */
  draw: (shape: string) => ReactNode;
}

type Spot = { x: number; y: number };

export const LARGEST = 6;
/** As large as a press or a double tap makes it. */
const PRESSED = 2.5;
/** So far, in pixels, a finger moves sideways for another picture, and so little that it has not moved at all. */
const SWIPE = 48;
const STILL = 8;
const DOUBLE_TAP_MS = 320;

/** A picture that fits its frame, and grows under a press, a wheel, two fingers or a double tap; larger, it is moved by dragging. */
export function Zoomable({ frame, name, level, onLevel, onSwipe, draw }: ZoomableProps) {
  const shown = useRef(level);
  /** Where in the frame it grows from; the middle where nobody pointed. */
  const focus = useRef<Spot | null>(null);
  const fingers = useRef(new Map<number, Spot>());
  const touch = useRef({ from: { x: 0, y: 0 }, moved: false, fingers: 0, tappedAt: 0 });

  useLayoutEffect(() => {
    const { current } = frame;
    const by = level / shown.current;
    shown.current = level;
    if (!current || by === 1) return;
    const { x, y } = focus.current ?? { x: current.clientWidth / 2, y: current.clientHeight / 2 };
    focus.current = null;
    current.scrollLeft = (current.scrollLeft + x) * by - x;
    current.scrollTop = (current.scrollTop + y) * by - y;
  }, [level, frame]);

  useEffect(() => {
    const { current } = frame;
    // The page behind would scroll, or the browser zoom all of it; React's own listener could not forbid that.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(shown.current * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), event);
    };
    current?.addEventListener("wheel", wheel, { passive: false });
    return () => current?.removeEventListener("wheel", wheel);
  });

  function zoom(to: number, at: { clientX: number; clientY: number } | null) {
    const box = frame.current?.getBoundingClientRect();
    focus.current = at && box ? { x: at.clientX - box.left, y: at.clientY - box.top } : null;
    onLevel(Math.max(1, Math.min(to, LARGEST)));
  }

  const toggle = (at: { clientX: number; clientY: number } | null) => zoom(level > 1 ? 1 : PRESSED, at);

  function press(event: PointerEvent) {
    if (event.button !== 0) return;
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    event.currentTarget.setPointerCapture(event.pointerId);
    const { size } = fingers.current;
    if (size === 1)
      Object.assign(touch.current, {
        from: { x: event.clientX, y: event.clientY },
        moved: false,
        fingers: 1,
      });
    touch.current.fingers = Math.max(touch.current.fingers, size);
  }

  function move(event: PointerEvent) {
    const before = fingers.current.get(event.pointerId);
    if (!before || !frame.current) return;
    const now = { x: event.clientX, y: event.clientY };
    const { from } = touch.current;
    if (Math.hypot(now.x - from.x, now.y - from.y) > STILL) touch.current.moved = true;
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, now);
    if (other) {
      const by = distance(now, other) / Math.max(1, distance(before, other));
      zoom(level * by, { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
    } else if (level > 1) frame.current.scrollBy(before.x - now.x, before.y - now.y);
  }

  function lift(event: PointerEvent) {
    if (!fingers.current.delete(event.pointerId) || fingers.current.size > 0) return;
    const { from, moved, tappedAt, fingers: most } = touch.current;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (event.type !== "pointerup" || event.pointerType !== "touch" || most > 1) return;
    if (level === 1 && Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) return onSwipe(x < 0 ? 1 : -1);
    if (moved) return;
    const twice = event.timeStamp - tappedAt < DOUBLE_TAP_MS;
    touch.current.tappedAt = twice ? 0 : event.timeStamp;
    if (twice) toggle(event);
  }

  /** A mouse and a key press once; fingers tap twice, as one tap may be the beginning of a swipe. */
  function click(event: MouseEvent<HTMLButtonElement>) {
    const byKey = event.detail === 0;
    const { pointerType } = event.nativeEvent as globalThis.PointerEvent;
    if (byKey || (pointerType !== "touch" && !touch.current.moved)) toggle(byKey ? null : event);
  }

  return (
    <div ref={frame} className="min-h-0 flex-1 overflow-hidden">
      <button
        type="button"
        aria-pressed={level > 1}
        aria-label={`Zoom: ${name}`}
        onClick={click}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={lift}
        onPointerCancel={lift}
        style={{ width: `${level * 100}%`, height: `${level * 100}%` }}
        className={`block touch-none p-3 pt-0 -outline-offset-2 select-none ${level > 1 ? "cursor-grab active:cursor-grabbing" : "cursor-zoom-in"}`}
      >
        {draw("pointer-events-none h-full w-full object-contain")}
      </button>
    </div>
  );
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
