"use client";

import type { Cover as CoverData } from "@vaulture/sdk";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { Cover } from "./cover";
import type { CoverLightbox } from "./cover-lightbox";

/**
 * Pictures side by side in a strip that scrolls and snaps, with a thumbnail for each. Without scripts the thumbnails jump to their
 * picture and a picture opens by itself; with them arrow keys move too, and a picture opens larger over the page.
 */
export function CoverCarousel({ covers, title }: { covers: CoverData[]; title: string }) {
  const strip = useRef<HTMLUListElement>(null);
  const [enlarged, setEnlarged] = useState<{ first: number; Lightbox: typeof CoverLightbox } | null>(null);
  const [shown, setShown] = useState(0);
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const several = covers.length > 1;

  function show(index: number) {
    const { current } = strip;
    current?.scrollTo({ left: Math.max(0, Math.min(index, covers.length - 1)) * current.clientWidth });
  }

  function move(event: KeyboardEvent) {
    const to: Record<string, number> = {
      ArrowLeft: shown - 1,
      ArrowRight: shown + 1,
      Home: 0,
      End: covers.length - 1,
    };
    const index = to[event.key];
    if (index === undefined || !several) return;
    event.preventDefault();
    show(index);
  }

  /** Loaded when it is asked for: most visitors never do. Where that fails the picture opens by itself, as without scripts. */
  async function enlarge(first: number, picture: string) {
    try {
      const { CoverLightbox: Lightbox } = await import("./cover-lightbox");
      setEnlarged({ first, Lightbox });
    } catch {
      window.location.assign(picture);
    }
  }

  function instead(event: MouseEvent<HTMLAnchorElement>, act: () => void) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    act();
  }

  return (
    <section aria-label={`Pictures of ${title}`} className="grid gap-3" onKeyDown={move}>
      <div className="relative">
        <ul
          ref={strip}
          onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
            setShown(Math.round(scrollLeft / clientWidth))
          }
          className="flex snap-x snap-mandatory overflow-x-auto scroll-smooth rounded-md border border-line bg-sunken [scrollbar-width:none]"
        >
          {covers.map((cover, index) => (
            <li key={cover.id} id={`picture-${index + 1}`} className="w-full shrink-0 snap-center">
              <a
                href={cover.sizes.at(-1)?.webpUrl}
                onClick={(event) => instead(event, () => void enlarge(index, event.currentTarget.href))}
                className="block cursor-zoom-in -outline-offset-4"
              >
                <Cover
                  cover={cover}
                  alt={cover.alt || `Picture ${index + 1} of ${title}`}
                  sizes="(width >= 64rem) 780px, 100vw"
                  eager={index === 0}
                  whole
                />
              </a>
            </li>
          ))}
        </ul>
        {alive && several ? (
          <>
            <Step
              label="Previous picture"
              className="left-3"
              disabled={shown === 0}
              onClick={() => show(shown - 1)}
            >
              <ChevronLeft aria-hidden className="size-5" />
            </Step>
            <Step
              label="Next picture"
              className="right-3"
              disabled={shown === covers.length - 1}
              onClick={() => show(shown + 1)}
            >
              <ChevronRight aria-hidden className="size-5" />
            </Step>
          </>
        ) : null}
      </div>
      {several ? (
        <ol className="flex gap-2 overflow-x-auto p-1 [scrollbar-width:thin]">
          {covers.map((cover, index) => (
            <li key={cover.id} className="w-18 shrink-0">
              <a
                href={`#picture-${index + 1}`}
                aria-label={`Picture ${index + 1} of ${covers.length}`}
                aria-current={alive && index === shown ? "true" : undefined}
                onClick={(event) => instead(event, () => show(index))}
                className="block overflow-hidden rounded-sm border border-line aria-[current]:border-ink aria-[current]:outline-1 aria-[current]:outline-ink"
              >
                <Cover cover={cover} alt="" sizes="72px" />
              </a>
            </li>
          ))}
        </ol>
      ) : null}
      {enlarged ? (
        <enlarged.Lightbox
          covers={covers}
          title={title}
          first={enlarged.first}
          onClose={(last) => {
            setEnlarged(null);
            show(last);
          }}
        />
      ) : null}
    </section>
  );
}

interface StepProps {
  label: string;
  className: string;
  disabled: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

/** Beside the picture for a mouse; fingers swipe and keys have the arrows. */
function Step({ label, className, ...props }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={`absolute top-1/2 hidden size-10 -translate-y-1/2 place-items-center rounded-full border border-line bg-paper text-ink disabled:opacity-0 sm:grid ${className}`}
      {...props}
    />
  );
}
