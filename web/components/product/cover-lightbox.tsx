"use client";

import type { Cover } from "@vaulture/sdk";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";

interface LightboxProps {
  covers: Cover[];
  title: string;
  /** Which picture is looked at first. */
  first: number;
  /** Told which picture was looked at last. */
  onClose: (index: number) => void;
}

/** A picture as large as the window, larger still when pressed, in the browser's own modal dialog: open as long as it is there. */
export function CoverLightbox({ covers, title, first, onClose }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(first);

  useEffect(() => dialog.current?.showModal(), []);

  function step(by: number) {
    setIndex((now) => Math.max(0, Math.min(now + by, covers.length - 1)));
  }

  function move(event: KeyboardEvent) {
    // The strip behind listens for the same keys.
    event.stopPropagation();
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  }

  const cover = covers[index];
  return (
    <dialog
      ref={dialog}
      aria-label={`Pictures of ${title}`}
      onKeyDown={move}
      onClose={() => onClose(index)}
      className="h-dvh max-h-none w-screen max-w-none flex-col bg-paper text-ink open:flex"
    >
      {cover ? (
        <>
          <div className="flex items-center gap-2 p-3">
            <p className="figures mr-auto text-sm text-soft" aria-live="polite">
              {index + 1} of {covers.length}
            </p>
            {covers.length > 1 ? (
              <>
                <Tool label="Previous picture" disabled={index === 0} onClick={() => step(-1)}>
                  <ChevronLeft aria-hidden />
                </Tool>
                <Tool label="Next picture" disabled={index === covers.length - 1} onClick={() => step(1)}>
                  <ChevronRight aria-hidden />
                </Tool>
              </>
            ) : null}
            <Tool label="Close" onClick={() => dialog.current?.close()}>
              <X aria-hidden />
            </Tool>
          </div>
          <Picture key={cover.id} cover={cover} alt={cover.alt || `Picture ${index + 1} of ${title}`} />
        </>
      ) : null}
    </dialog>
  );
}

function Picture({ cover, alt }: { cover: Cover; alt: string }) {
  const [zoomed, setZoomed] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const spot = useRef({ x: 0.5, y: 0.5 });
  const largest = cover.sizes.at(-1);

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

  return (
    <div ref={frame} className="grid min-h-0 flex-1 overflow-auto">
      <button
        type="button"
        aria-pressed={zoomed}
        aria-label={`Zoom: ${alt}`}
        onClick={toggle}
        className={`m-auto -outline-offset-2 ${zoomed ? "w-[max(80rem,150vw)] cursor-zoom-out" : "max-h-full cursor-zoom-in overflow-hidden p-3 pt-0 [height:100%]"}`}
      >
        <picture>
          <source type="image/avif" srcSet={largest?.avifUrl} />
          <img
            src={largest?.webpUrl}
            alt={alt}
            width={cover.width}
            height={cover.height}
            className={zoomed ? "h-auto w-full" : "h-full w-full object-contain"}
          />
        </picture>
      </button>
    </div>
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
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
