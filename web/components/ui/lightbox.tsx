import { ChevronLeft, ChevronRight, X, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { buttonStyle } from "./button-style";
import { LARGEST, Zoomable } from "./zoomable";

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

/** What one press of a tool or key zooms by. */
const STEP = 1.5;
/** Where the keys look in a picture that is larger than the window, in parts of the window. */
const LOOK: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-0.25, 0],
  ArrowRight: [0.25, 0],
  ArrowUp: [0, -0.25],
  ArrowDown: [0, 0.25],
};

/** A picture as large as the window, larger still when asked, in the browser's own modal dialog: open as long as it is there. */
export function Lightbox({ label, pictures, first, onClose }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState(first);
  const [level, setLevel] = useState(1);

  useEffect(() => dialog.current?.showModal(), []);

  function go(to: number) {
    setIndex(Math.max(0, Math.min(to, pictures.length - 1)));
    setLevel(1);
  }
  const zoom = (by: number) => setLevel(Math.max(1, Math.min(level * by, LARGEST)));

  function press(event: KeyboardEvent) {
    // The page behind listens for the same keys.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [x, y] = LOOK[event.key] ?? [0, 0];
    if (level > 1) frame.current?.scrollBy(x * window.innerWidth, y * window.innerHeight);
    else if (x !== 0) go(index + Math.sign(x));
    if (event.key === "PageUp") go(index - 1);
    if (event.key === "PageDown") go(index + 1);
    if (event.key === "Home") go(0);
    if (event.key === "End") go(pictures.length - 1);
    if (event.key === "+" || event.key === "=") zoom(STEP);
    if (event.key === "-") zoom(1 / STEP);
    if (event.key === "0") setLevel(1);
  }

  const picture = pictures[index];
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onKeyDown={press}
      onClose={() => onClose(index)}
      className="h-dvh max-h-none w-screen max-w-none flex-col overscroll-contain bg-paper text-ink open:flex"
    >
      {picture ? (
        <>
          <div className="flex items-center gap-2 p-3">
            <p className="figures mr-auto text-sm text-soft" aria-live="polite">
              {pictures.length > 1 ? `${index + 1} of ${pictures.length}` : null}
            </p>
            <Tool label="Smaller" disabled={level === 1} onClick={() => zoom(1 / STEP)}>
              <ZoomOut aria-hidden />
            </Tool>
            <Tool label="Larger" disabled={level === LARGEST} onClick={() => zoom(STEP)}>
              <ZoomIn aria-hidden />
            </Tool>
            {pictures.length > 1 ? (
              <>
                <Tool label="Previous picture" disabled={index === 0} onClick={() => go(index - 1)}>
                  <ChevronLeft aria-hidden />
                </Tool>
                <Tool
                  label="Next picture"
                  disabled={index === pictures.length - 1}
                  onClick={() => go(index + 1)}
                >
                  <ChevronRight aria-hidden />
                </Tool>
              </>
            ) : null}
            <Tool label="Close" onClick={() => dialog.current?.close()}>
              <X aria-hidden />
            </Tool>
          </div>
          <Zoomable
            key={picture.id}
            frame={frame}
            name={picture.alt}
            level={level}
            onLevel={setLevel}
            onSwipe={(by) => go(index + by)}
            draw={picture.draw}
          />
        </>
      ) : null}
    </dialog>
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
