import type { Cover as CoverData } from "@vaulture/sdk";
import { Cover } from "./cover";

/** Covers side by side, moved by swipe, wheel or arrow keys; the edge of the next one shows there is more. */
export function CoverStrip({ covers, title }: { covers: CoverData[]; title: string }) {
  const sizes = "(width >= 64rem) 780px, 100vw";
  if (covers.length < 2)
    return (
      <Cover cover={covers[0] ?? null} alt={covers[0]?.alt || `Cover of ${title}`} sizes={sizes} eager />
    );
  return (
    <section
      aria-label={`Pictures of ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
      className="flex snap-x snap-mandatory gap-3 overflow-x-auto rounded-md pb-3 [scrollbar-width:thin]"
    >
      {covers.map((cover, index) => (
        <div key={cover.id} className="w-[92%] shrink-0 snap-start">
          <Cover
            cover={cover}
            alt={cover.alt || `Picture ${index + 1} of ${title}`}
            sizes={sizes}
            eager={index === 0}
          />
        </div>
      ))}
    </section>
  );
}
