import { seededRandom } from "../seeded-random.ts";

/** A height at a place; smooth, about -1 to 1. */
export type Noise = (x: number, y: number) => number;

/** Gradient noise (Perlin, 1985; with the fade curve of 2002) on a lattice of 256 by 256 that repeats. */
export function gradientNoise(seed: number): Noise {
  const random = seededRandom(seed);
  const angles = Float64Array.from({ length: 256 }, () => random() * 2 * Math.PI);
  const order = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 255; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const [eastward, southward] = [angles.map(Math.cos), angles.map(Math.sin)];
  const slope = (ix: number, iy: number, dx: number, dy: number) => {
    const i = order[(ix + order[iy & 255]!) & 255]!;
    return eastward[i]! * dx + southward[i]! * dy;
  };
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const u = fade(dx);
    const v = fade(dy);
    const top = slope(ix, iy, dx, dy) * (1 - u) + slope(ix + 1, iy, dx - 1, dy) * u;
    const low = slope(ix, iy + 1, dx, dy - 1) * (1 - u) + slope(ix + 1, iy + 1, dx - 1, dy - 1) * u;
    return (top * (1 - v) + low * v) * 1.5;
  };
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/** Octaves of noise added up, each twice as fine and `gain` as strong; `ridged` folds them into crests, 0 to 1. */
export function layered(
  noise: Noise,
  { octaves, gain = 0.5, ridged = false }: { octaves: number; gain?: number; ridged?: boolean },
): Noise {
  return (x, y) => {
    let sum = 0;
    let weight = 1;
    let scale = 1;
    let most = 0;
    for (let i = 0; i < octaves; i++) {
      const value = noise(x * scale + i * 17.3, y * scale - i * 9.1);
      sum += weight * (ridged ? (1 - Math.abs(value)) ** 2 : value);
      most += weight;
      weight *= gain;
      scale *= 2;
    }
    return sum / most;
  };
}

/** Heights on a grid of `columns` by `rows` points. */
export type Field = { columns: number; rows: number; heights: Float64Array };

export function makeField(columns: number, rows: number, height: (x: number, y: number) => number): Field {
  const heights = new Float64Array(columns * rows);
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) heights[y * columns + x] = height(x, y);
  return { columns, rows, heights };
}

/**
 * The lines of one height by marching squares (Lorensen and Cline, 1987, in the plane), joined into chains of points in grid
 * units. A chain that closes ends where it began.
 */
export function contourLines(field: Field, level: number): [number, number][][] {
  const next = new Map<number, number>();
  for (let y = 0; y + 1 < field.rows; y++) {
    for (let x = 0; x + 1 < field.columns; x++) {
      const edges = crossings(field, x, y, level);
      for (let i = 0; i < edges.length; i += 2) next.set(edges[i]!, edges[i + 1]!);
    }
  }
  const starts = new Set(next.keys());
  for (const to of next.values()) starts.delete(to);
  const chains: [number, number][][] = [];
  for (const begin of [...starts, ...next.keys()]) {
    const chain: [number, number][] = [];
    for (let edge: number | undefined = begin; edge !== undefined && next.has(edge); ) {
      const to: number = next.get(edge)!;
      chain.push(pointOn(field, edge, level));
      next.delete(edge);
      if (!next.has(to)) chain.push(pointOn(field, to, level));
      edge = to;
    }
    if (chain.length > 2) chains.push(chain);
  }
  return chains;
}

/** SVG path data of chains, scaled and moved; every point is kept to a tenth. */
export function chainsPath(chains: [number, number][][], scale: number, dx = 0, dy = 0): string {
  const at = ([x, y]: [number, number]) =>
    `${Math.round((x * scale + dx) * 10) / 10} ${Math.round((y * scale + dy) * 10) / 10}`;
  return chains.map((chain) => `M${chain.map(at).join("L")}`).join("");
}

// From which side to which the line goes through a square, by which of its corners are high (clockwise from the left top, 8 4 2 1).
const [T, R, L, W] = [0, 1, 2, 3];
const ways = [
  [],
  [L, W],
  [R, L],
  [R, W],
  [T, R],
  [T, W, L, R],
  [T, L],
  [T, W],
  [W, T],
  [L, T],
  [W, L, R, T],
  [R, T],
  [W, R],
  [L, R],
  [W, L],
  [],
];

/** The edges that the line crosses in one square, in pairs from and to. An edge is its grid point times two, plus one if upright. */
function crossings({ columns, heights }: Field, x: number, y: number, level: number): number[] {
  const at = y * columns + x;
  const high = (i: number, bit: number) => (heights[i]! > level ? bit : 0);
  const corners = high(at, 8) | high(at + 1, 4) | high(at + columns + 1, 2) | high(at + columns, 1);
  const edges = [at * 2, (at + 1) * 2 + 1, (at + columns) * 2, at * 2 + 1];
  return ways[corners]!.map((side) => edges[side]!);
}

function pointOn({ columns, heights }: Field, edge: number, level: number): [number, number] {
  const at = edge >> 1;
  const upright = (edge & 1) === 1;
  const [from, to] = [heights[at]!, heights[upright ? at + columns : at + 1]!];
  const share = (level - from) / (to - from);
  const [x, y] = [at % columns, Math.floor(at / columns)];
  return upright ? [x, y + share] : [x + share, y];
}
