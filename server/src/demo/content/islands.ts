import { type Field, gradientNoise, layered, makeField } from "./drawings/terrain.ts";

type Place = { name: string; x: number; y: number; kind: "peak" | "town" | "water" };
/** An island of our own invention; places stand on a map of 1600 by 1200. */
export type Island = { name: string; seed: number; stretch: number; size: number; places: Place[] };

export const islands: Island[] = [
  {
    name: "STENHOLM",
    seed: 31,
    stretch: 1.25,
    size: 1,
    places: [
      { name: "Storkollen 612", x: 776, y: 566, kind: "peak" },
      { name: "Fyrhamn", x: 1226, y: 812, kind: "town" },
      { name: "Vasterby", x: 300, y: 700, kind: "town" },
      { name: "Sydbanken", x: 214, y: 1010, kind: "water" },
    ],
  },
  { name: "TVILLING", seed: 8, stretch: 0.9, size: 0.9, places: [] },
  { name: "LANGRAND", seed: 77, stretch: 1.7, size: 0.94, places: [] },
  { name: "ASKE", seed: 23, stretch: 1, size: 0.78, places: [] },
  { name: "NORDFALL", seed: 91, stretch: 1.2, size: 1.06, places: [] },
  { name: "VIDE", seed: 54, stretch: 1.5, size: 0.82, places: [] },
  { name: "KROK", seed: 12, stretch: 0.85, size: 0.92, places: [] },
  { name: "SALTEN", seed: 68, stretch: 1.35, size: 0.86, places: [] },
  { name: "YTTRE", seed: 40, stretch: 1.1, size: 0.7, places: [] },
];

/** Heights of an island on a grid of 4 to 3; the shore is at 0, the summits near 1, the sea floor below. */
export function islandField({ seed, stretch, size }: Island, columns = 240): Field {
  const rows = Math.round(((columns - 1) * 3) / 4) + 1;
  const rough = layered(gradientNoise(seed), { octaves: 6, gain: 0.52 });
  const crests = layered(gradientNoise(seed + 1), { octaves: 4, ridged: true });
  return makeField(columns, rows, (column, row) => {
    const [x, y] = [column / (columns - 1), row / (rows - 1)];
    if (column === 0 || row === 0 || column === columns - 1 || row === rows - 1) return -2;
    const [dx, dy] = [((x - 0.5) * 2) / Math.sqrt(stretch), (y - 0.47) * 1.5 * Math.sqrt(stretch)];
    const away = Math.hypot(dx, dy) / (0.72 * size) + 0.38 * rough(x * 3.1, y * 2.4);
    const base = 0.62 - away * 0.78 + 0.3 * rough(x * 5 + 4, y * 4);
    return base > 0 ? base * 0.55 + base * 1.1 * crests(x * 3.4, y * 2.7) : base;
  });
}
