import { ChevronLeft, ChevronRight, X } from "lucide-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { buttonStyle } from "./button-style";

export interface LightboxPicture {
  id: string;
  alt: string;
  /** The picture itself, in the given shape. */
  draw: (shape: string) => ReactNode;
}

interface LightboxProps {
  label: string;
  pictures: LightboxPicture[];
  /** Which picture is looked at first. */
  first: number;
  /** Told which picture was looked at last. */
  onClose: (index: number) => void;
}

/** So far, in pixels, a finger moves sideways for another picture. */
const swipe = 48;

/** A picture as large as the window, larger still when pressed, in the browser's own modal dialog: open as long as it is there. */
export function Lightbox({ label, pictures, first, onClose }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(first);

  useEffect(() => dialog.current?.showModal(), []);

  function step(by: number) {
    setIndex((now) => Math.max(0, Math.min(now + by, pictures.length - 1)));
  }

  function move(event: KeyboardEvent) {
    // The page behind listens for the same keys.
    event.stopPropagation();
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
    if (event.key === "Home") setIndex(0);
    if (event.key === "End") setIndex(pictures.length - 1);
  }

  const picture = pictures[index];
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onKeyDown={move}
      onClose={() => onClose(index)}
      className="h-dvh max-h-none w-screen max-w-none flex-col bg-paper text-ink open:flex"
    >
      {picture ? (
        <>
          <div className="flex items-center gap-2 p-3">
            <p className="figures mr-auto text-sm text-soft" aria-live="polite">
              {index + 1} of {pictures.length}
            </p>
            {pictures.length > 1 ? (
              <>
                <Tool label="Previous picture" disabled={index === 0} onClick={() => step(-1)}>
                  <ChevronLeft aria-hidden />
                </Tool>
                <Tool label="Next picture" disabled={index === pictures.length - 1} onClick={() => step(1)}>
                  <ChevronRight aria-hidden />
                </Tool>
              </>
            ) : null}
            <Tool label="Close" onClick={() => dialog.current?.close()}>
              <X aria-hidden />
            </Tool>
          </div>
          <Picture key={picture.id} picture={picture} onSwipe={step} />
        </>
      ) : null}
    </dialog>
  );
}

function Picture({ picture, onSwipe }: { picture: LightboxPicture; onSwipe: (by: number) => void }) {
  const [zoomed, setZoomed] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const spot = useRef({ x: 0.5, y: 0.5 });
  const touched = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const { current } = frame;
    if (!zoomed || !current) return;
    current.scrollLeft = spot.current.x * current.scrollWidth - current.clientWidth / 2;
    current.scrollTop = spot.current.y * current.scrollHeight - current.clientHeight / 2;
  }, [zoomed]);

  function toggle(event: MouseEvent<HTMLButtonElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    // Pressed by key, there is no spot: the middle it is.
    if (event.detail > 0)
      spot.current = {
        x: (event.clientX - box.left) / box.width,
        y: (event.clientY - box.top) / box.height,
      };
    setZoomed(!zoomed);
  }

  function touch(event: PointerEvent) {
    // A second finger is about zooming, and a large picture is moved by scrolling it.
    touched.current =
      event.pointerType === "touch" && event.isPrimary && !zoomed && !touched.current
        ? { x: event.clientX, y: event.clientY }
        : null;
  }

  function lift(event: PointerEvent) {
    const from = touched.current;
    touched.current = null;
    if (!from) return;
    const by = event.clientX - from.x;
    if (Math.abs(by) > swipe && Math.abs(by) > 2 * Math.abs(event.clientY - from.y)) onSwipe(by < 0 ? 1 : -1);
  }

  return (
    <div ref={frame} className="grid min-h-0 flex-1 overflow-auto">
      <button
        type="button"
        aria-pressed={zoomed}
        aria-label={`Zoom: ${picture.alt}`}
        onClick={toggle}
        onPointerDown={touch}
        onPointerUp={lift}
        onPointerCancel={() => {
          touched.current = null;
        }}
        className={`m-auto -outline-offset-2 ${zoomed ? "w-[max(80rem,150vw)] cursor-zoom-out" : "max-h-full touch-pinch-zoom cursor-zoom-in overflow-hidden p-3 pt-0 [height:100%]"}`}
      >
        {picture.draw(zoomed ? "h-auto w-full" : "h-full w-full object-contain")}
      </button>
    </div>
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, ...props }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={buttonStyle({ variant: "quiet", size: "icon" })}
      {...props}
    />
  );
}
