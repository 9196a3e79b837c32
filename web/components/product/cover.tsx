import type { Cover as CoverData } from "@vaulture/sdk";

interface CoverProps {
  cover: CoverData | null;
  /** How wide the picture is drawn, in the words of the `sizes` attribute. */
  sizes: string;
  /** Said instead of the picture; "" where the title stands beside it. */
  alt?: string;
  eager?: boolean;
  /** Shown whole, with room beside it, where it would be cut to fill the frame otherwise. */
  whole?: boolean;
  className?: string;
}

/** A cover in the best size and format the browser takes; a plain sheet where there is none. */
export function Cover({ cover, sizes, alt, eager, whole, className = "aspect-[4/3]" }: CoverProps) {
  const shape = `w-full rounded-md bg-sunken ${whole ? "object-contain" : "object-cover"} ${className}`;
  const largest = cover?.sizes.at(-1);
  if (!cover || !largest)
    return (
      <span aria-hidden className={`grid place-items-center text-soft ${shape}`}>
        <svg
          viewBox="0 0 48 48"
          className="size-10"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          aria-hidden="true"
        >
          <rect x="9" y="7" width="30" height="34" rx="2" />
          <path d="M16 16h16M16 23h16M16 30h9" />
        </svg>
      </span>
    );
  const list = (pick: (size: CoverData["sizes"][number]) => string) =>
    cover.sizes.map((size) => `${pick(size)} ${size.width}w`).join(", ");
  return (
    <picture>
      <source type="image/avif" srcSet={list((size) => size.avifUrl)} sizes={sizes} />
      <img
        src={largest.webpUrl}
        srcSet={list((size) => size.webpUrl)}
        sizes={sizes}
        alt={alt ?? cover.alt}
        width={cover.width}
        height={cover.height}
        loading={eager ? "eager" : "lazy"}
        fetchPriority={eager ? "high" : "auto"}
        decoding="async"
        className={shape}
      />
    </picture>
  );
}
