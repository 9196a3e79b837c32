/** Eight small motions on a stage of 200 by 200, two seconds long. `shapes` are Lottie's shape layers. */
export type Loader = { name: string; layers: Layer[] };
/** A circle or bar whose values move between key frames: frame and value. */
export type Layer = {
  kind: "ring" | "dot" | "bar";
  size: [number, number];
  at: Keys;
  turn?: Keys;
  scale?: Keys;
  opacity?: Keys;
  /** Part of the outline that is drawn, in percent. */
  trim?: { start: Keys; end: Keys };
};
type Keys = [number, number[]][];

export const frames = 120;
const still = (...value: number[]): Keys => [[0, value]];
const middle = still(100, 100);

export const loaders: Loader[] = [
  {
    name: "arc",
    layers: [
      {
        kind: "ring",
        size: [110, 110],
        at: middle,
        turn: [
          [0, [0]],
          [frames, [360]],
        ],
        trim: { start: still(0), end: still(68) },
      },
    ],
  },
  {
    name: "breath",
    layers: [
      {
        kind: "dot",
        size: [90, 90],
        at: middle,
        scale: [
          [0, [60, 60]],
          [60, [110, 110]],
          [frames, [60, 60]],
        ],
        opacity: [
          [0, [45]],
          [60, [100]],
          [frames, [45]],
        ],
      },
    ],
  },
  {
    name: "three",
    layers: [0, 1, 2].map((i) => ({
      kind: "dot" as const,
      size: [26, 26] as [number, number],
      at: [
        [0, [50 + i * 50, 100]],
        [15 + i * 12, [50 + i * 50, 100]],
        [35 + i * 12, [50 + i * 50, 66]],
        [55 + i * 12, [50 + i * 50, 100]],
        [frames, [50 + i * 50, 100]],
      ] as Keys,
    })),
  },
  {
    name: "stairs",
    layers: [0, 1, 2, 3].map((i) => ({
      kind: "bar" as const,
      size: [22, 90] as [number, number],
      at: still(46 + i * 36, 100),
      scale: [
        [0, [100, 30]],
        [10 + i * 14, [100, 30]],
        [34 + i * 14, [100, 100]],
        [70 + i * 12, [100, 30]],
        [frames, [100, 30]],
      ] as Keys,
    })),
  },
  {
    name: "draw",
    layers: [
      {
        kind: "ring",
        size: [110, 110],
        at: middle,
        turn: still(-90),
        trim: {
          start: [
            [0, [0]],
            [60, [0]],
            [frames, [100]],
          ],
          end: [
            [0, [0]],
            [60, [100]],
            [frames, [100]],
          ],
        },
      },
    ],
  },
  {
    name: "orbit",
    layers: [
      { kind: "ring", size: [110, 110], at: middle, opacity: still(25) },
      {
        kind: "dot",
        size: [24, 24],
        at: Array.from({ length: 25 }, (_, i): [number, number[]] => [
          i * 5,
          [100 + 55 * Math.cos((i / 12) * Math.PI), 100 + 55 * Math.sin((i / 12) * Math.PI)].map(
            (v) => Math.round(v * 10) / 10,
          ),
        ]),
      },
    ],
  },
  {
    name: "turn",
    layers: [
      {
        kind: "bar",
        size: [80, 80],
        at: middle,
        turn: [
          [0, [0]],
          [50, [90]],
          [60, [90]],
          [110, [180]],
          [frames, [180]],
        ],
        scale: [
          [0, [100, 100]],
          [25, [72, 72]],
          [50, [100, 100]],
          [85, [72, 72]],
          [frames, [100, 100]],
        ],
      },
    ],
  },
  {
    name: "ripple",
    layers: [0, 1, 2].map((i) => ({
      kind: "ring" as const,
      size: [120, 120] as [number, number],
      at: middle,
      scale: [
        [i * 20, [10, 10]],
        [60 + i * 20, [100, 100]],
      ] as Keys,
      opacity: [
        [0, [0]],
        [i * 20, [100]],
        [60 + i * 20, [0]],
      ] as Keys,
    })),
  },
];
