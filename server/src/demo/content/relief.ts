import { gradientNoise, layered } from "./drawings/terrain.ts";

type Rgb = [number, number, number];
/** A square of invented ground: `rise` in heights per side, tints from the valley to the summit. */
export type ReliefTile = { name: string; seed: number; zoom: number; rise: number; tints: Rgb[] };

const alpine: Rgb[] = [
  [104, 128, 108],
  [150, 158, 122],
  [190, 178, 142],
  [206, 192, 172],
  [240, 238, 234],
];
const desert: Rgb[] = [
  [168, 106, 74],
  [196, 134, 92],
  [214, 162, 116],
  [226, 190, 150],
  [240, 222, 196],
];
const basalt: Rgb[] = [
  [58, 66, 72],
  [84, 92, 94],
  [118, 122, 116],
  [150, 146, 132],
  [196, 190, 176],
];
const moor: Rgb[] = [
  [92, 104, 84],
  [122, 122, 86],
  [150, 132, 98],
  [166, 140, 116],
  [196, 178, 156],
];

/** The tiles of the pack; each has a seed of its own and nothing else in common with the next. */
export const reliefTiles: ReliefTile[] = [
  { name: "cirque", seed: 205, zoom: 3.8, rise: 0.3, tints: alpine },
  { name: "mesa", seed: 14, zoom: 3.4, rise: 0.26, tints: desert },
  { name: "fjell", seed: 87, zoom: 4.6, rise: 0.26, tints: alpine },
  { name: "lava", seed: 132, zoom: 3.6, rise: 0.3, tints: basalt },
  { name: "moor", seed: 41, zoom: 3.4, rise: 0.13, tints: moor },
  { name: "range", seed: 63, zoom: 3.6, rise: 0.22, tints: alpine },
];

/** Height at a share of the side, 0 to 1 with few exceptions. */
export function reliefHeight({ seed, zoom }: ReliefTile): (x: number, y: number) => number {
  const crests = layered(gradientNoise(seed), { octaves: 2, gain: 0.35, ridged: true });
  const ground = layered(gradientNoise(seed + 3), { octaves: 6, gain: 0.5 });
  const broad = layered(gradientNoise(seed + 7), { octaves: 2 });
  return (x, y) => {
    const [bx, by] = [x + 0.13 * ground(x * 2.1 + 9, y * 2.1), y + 0.13 * ground(x * 2.1, y * 2.1 + 7)];
    const high = 0.5 + 0.6 * broad(bx * 1.6 + 3, by * 1.6);
    return Math.max(
      0,
      0.1 +
        1.25 * high * (0.55 * crests(bx * zoom, by * zoom) + 0.3) +
        0.2 * ground(bx * zoom * 1.3, by * zoom * 1.3),
    );
  };
}

/** Shaded relief as raw RGB: Lambert's law with the sun in the north-west at 45 degrees, as maps have it, over the tints. */
export async function reliefImage(tile: ReliefTile, width: number, height: number): Promise<Buffer> {
  const heightAt = reliefHeight(tile);
  const heights = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y <= height; y++)
    for (let x = 0; x <= width; x++) heights[y * (width + 1) + x] = heightAt(x / width, y / width);
  const pixels = Buffer.alloc(width * height * 3);
  const steep = tile.rise * width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * (width + 1) + x;
      const here = heights[i]!;
      const [east, south] = [(heights[i + 1]! - here) * steep, (heights[i + width + 1]! - here) * steep];
      const light = (1 + 0.7 * (east + south)) / Math.hypot(east, south, 1) / Math.SQRT2;
      const shade = 0.5 + 0.72 * Math.max(0, Math.min(1.05, light));
      const [r, g, b] = tintAt(tile.tints, here);
      // Shadows lean to blue, as they do outdoors.
      pixels[(y * width + x) * 3] = Math.min(255, r * shade);
      pixels[(y * width + x) * 3 + 1] = Math.min(255, g * (0.04 + shade * 0.96));
      pixels[(y * width + x) * 3 + 2] = Math.min(255, b * (0.14 + shade * 0.86));
    }
  }
  return pixels;
}

function tintAt(tints: Rgb[], height: number): Rgb {
  const at = Math.max(0, Math.min(0.999, height)) * (tints.length - 1);
  const [low, high, share] = [tints[Math.floor(at)]!, tints[Math.floor(at) + 1]!, at % 1];
  return [0, 1, 2].map((i) => low[i]! * (1 - share) + high[i]! * share) as Rgb;
}
