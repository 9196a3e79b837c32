import { coverSlowGeometry } from "../drawings/covers-sound.ts";
import type { DemoProduct } from "../types.ts";
import { type Clip, makeClip, type videoFormat } from "../video.ts";

/** Looping background clips, in whichever format the host can encode. */
export function slowGeometry(format: NonNullable<ReturnType<typeof videoFormat>>): DemoProduct {
  const codec = format.extension === "mp4" ? "MP4 with H.264" : "WebM with VP9";
  return {
    key: "slow-geometry",
    creatorKey: "lowland",
    title: "Slow geometry: two background loops",
    description: `Two loops of flat shapes that move slowly enough to read text over. They were made as title backgrounds for a lecture series and have since run behind podcasts, waiting screens and a shop window.

**Half discs** turns two half-circles against each other, once around in six seconds. **Tide** slides four bands of colour past each other like water in a lock, also six seconds.

Both return exactly to their first frame, so a player that repeats the file shows no jump. No sound, no text, no camera movement, no flicker.

- ${codec}, 640 × 360, 24 frames a second, 6 seconds each
- Colours are flat and few, so they survive strong compression and projectors
- Plays in every current browser, in Keynote, PowerPoint, OBS and video editors

One licence covers all screens of one person or one organisation, online and on site.`,
    price: { amount: 3400, currency: "usd" },
    category: "video",
    tags: ["motion", "loop", "background", format.extension],
    covers: [{ alt: "Four frames of two half discs turning", draw: coverSlowGeometry }],
    files: [clipFile("half-discs", halfDiscs, format), clipFile("tide", tide, format)],
  };
}

function clipFile(name: string, clip: Clip, format: NonNullable<ReturnType<typeof videoFormat>>) {
  return {
    name: `${name}.${format.extension}`,
    contentType: format.contentType,
    make: () => makeClip(clip, format),
  };
}

const night: [number, number, number] = [34, 50, 74];
const cream: [number, number, number] = [243, 234, 216];
const amber: [number, number, number] = [229, 179, 85];
const centre = 16 / 9 / 2;

const halfDiscs: Clip = {
  seconds: 6,
  background: night,
  colourAt(x, y, share) {
    const [dx, dy] = [x - centre, y - 0.5];
    const distance = dx * dx + dy * dy;
    const turn = share * 2 * Math.PI;
    if (distance < 0.055 && dx * Math.sin(turn) + dy * Math.cos(turn) > 0) return amber;
    if (distance < 0.14 && dx * Math.sin(turn) - dy * Math.cos(turn) > 0) return cream;
    return undefined;
  },
};

const bands: [number, number, number][] = [
  [159, 185, 189],
  [93, 140, 134],
  [63, 102, 120],
  [24, 54, 71],
];

const tide: Clip = {
  seconds: 6,
  background: [239, 220, 195],
  colourAt(x, y, share) {
    for (let i = bands.length - 1; i >= 0; i--) {
      const phase = (i % 2 ? 1 : -1) * share * 2 * Math.PI;
      const level = 0.3 + i * 0.18 + 0.035 * Math.sin(x * (3 + i) + phase + i);
      if (y > level) return bands[i];
    }
    return undefined;
  },
};
