"use client";

export interface Bar {
  key: string;
  /** Said on hover. */
  title: string;
  /** Parts of the height, 0 to 1. */
  now: number;
  before: number;
}

const HEIGHT = 100;
const STEP = 10;

/**
 * Bars with paler ones behind. Drawn by a client component so that the drawing is sent in one piece: a long one of the server's is
 * streamed in parts, which React hides by inline styles, and our policy forbids those.
 */
export function Bars({ bars, summary }: { bars: Bar[]; summary: string }) {
  return (
    <svg
      role="img"
      aria-label={summary}
      viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-40 w-full border-y border-line sm:h-52"
    >
      {bars.map(({ key, title, now, before }, index) => (
        <g key={key}>
          <title>{title}</title>
          <rect x={index * STEP} y="0" width={STEP} height={HEIGHT} fill="transparent" />
          <rect
            x={index * STEP + STEP * 0.08}
            width={STEP * 0.84}
            y={HEIGHT * (1 - before)}
            height={HEIGHT * before}
            className="fill-line-strong/35"
          />
          <rect
            x={index * STEP + STEP * 0.24}
            width={STEP * 0.52}
            y={HEIGHT * (1 - now)}
            height={HEIGHT * now}
            className="fill-accent"
          />
        </g>
      ))}
    </svg>
  );
}
