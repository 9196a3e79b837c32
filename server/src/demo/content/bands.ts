/** A band of colourwork: repeats every `width` stitches; a stitch is in the second colour where `dark` says so. */
export type Band = { name: string; width: number; height: number; dark: (x: number, y: number) => boolean };

type Centred = (x: number, y: number) => boolean;

/** Measured from the middle of the repeat, mirrored on both sides. */
function motif(name: string, width: number, height: number, at: Centred): Band {
  const [cx, cy] = [(width - (width % 2 ? 1 : 0)) / 2, (height - 1) / 2];
  return {
    name,
    width,
    height,
    dark: (x, y) => at(Math.abs((((x % width) + width) % width) - cx), Math.abs(y - cy)),
  };
}

const sum = (x: number, y: number) => x + y;

/** Twenty-four bands, from two-row borders to roses of fifteen rows. */
export const bands: Band[] = [
  { name: "Salt", width: 4, height: 3, dark: (x, y) => y === 1 && x % 4 === 1 },
  {
    name: "Seeds",
    width: 4,
    height: 5,
    dark: (x, y) => (y === 1 && x % 4 === 0) || (y === 3 && x % 4 === 2),
  },
  { name: "Checks", width: 4, height: 4, dark: (x, y) => (Math.floor(x / 2) + Math.floor(y / 2)) % 2 === 0 },
  { name: "Rope", width: 6, height: 4, dark: (x, y) => (x + y) % 6 < 3 },
  { name: "Teeth", width: 6, height: 4, dark: (x, y) => Math.abs((x % 6) - 2.5) < y },
  {
    name: "Little waves",
    width: 8,
    height: 5,
    dark: (x, y) => Math.abs(y - 2 - Math.round(1.4 * Math.sin((x / 8) * 2 * Math.PI))) < 1,
  },
  motif("Beads", 6, 5, (x, y) => sum(x, y) <= 2),
  motif("Lattice", 8, 7, (x, y) => sum(x, y) % 4 === 0),
  motif("Small crosses", 8, 7, (x, y) => (x === y && x < 4) || (x === 4 && y === 0)),
  motif("Kites", 8, 7, (x, y) => sum(x, y) === 3 || sum(x, y) <= 1),
  motif("Windows", 10, 7, (x, y) => (x < 4 && y < 4 && (x === 3 || y === 3)) || sum(x, y) <= 1),
  { name: "Chevrons", width: 8, height: 8, dark: (x, y) => (Math.abs((x % 8) - 4) + y) % 8 < 3 },
  { name: "Steps", width: 8, height: 8, dark: (x, y) => (Math.floor(x / 2) + Math.floor(y / 2)) % 4 < 2 },
  motif("Diamonds", 12, 9, (x, y) => sum(x, y) <= 4 && sum(x, y) !== 2),
  motif(
    "Harbour",
    12,
    9,
    (x, y) => sum(x, y) === 4 || sum(x, y) === 5 || (x === 0 && y < 2) || (y === 0 && x < 2),
  ),
  motif(
    "Anchors",
    12,
    9,
    (x, y) => (x === 0 && y < 5) || (y === 2 && x < 3) || (y === 4 && x === 2) || (y === 3 && x === 3),
  ),
  motif("Nets", 12, 9, (x, y) => x === y || x + y === 6 || (y === 0 && x === 0)),
  {
    name: "Spruces",
    width: 10,
    height: 11,
    dark: (x, y) =>
      y > 8 ? Math.abs((x % 10) - 5) < 1 : Math.abs((x % 10) - 5) <= (y % 4) + Math.floor(y / 4),
  },
  motif("Stars", 14, 11, (x, y) => (x < 6 && y < 6 && (x === y || x === 0 || y === 0)) || sum(x, y) === 7),
  motif("Fans", 14, 11, (x, y) => Math.round(Math.hypot(x, y)) % 3 === 0),
  motif(
    "Leaves",
    14,
    11,
    (x, y) => (x > 0 && y > 0 && Math.abs(x - y) <= 1 && x + y <= 8) || (x === 0 && y < 2),
  ),
  {
    name: "Herring",
    width: 12,
    height: 12,
    dark: (x, y) => (y < 6 ? (x + y) % 6 < 2 : (x + 11 - y) % 6 < 2),
  },
  motif("Rose", 18, 15, (x, y) => rose(x, y, 7)),
  motif("Double rose", 22, 17, (x, y) => rose(x, y, 7) || sum(x, y) === 11 || (x > 9 && y === 0)),
];

/** Eight petals around a middle: the rose that is knitted along half of the northern coasts. */
function rose(x: number, y: number, size: number): boolean {
  const [less, more] = [Math.min(x, y), Math.max(x, y)];
  if (more > size || less === 0) return false;
  return less !== more && less + more <= size + 2 && less <= size / 2 + 0.5;
}

export function bandNamed(name: string): Band {
  return bands.find((band) => band.name === name)!;
}
