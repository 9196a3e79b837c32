import { frames, type Layer, type Loader } from "./loaders.ts";

const colour = [0.11, 0.32, 0.35, 1];

/** Writes a loader as a Lottie animation (Lottie specification 1.0): 60 frames a second, shapes only, nothing to load. */
export function writeLottie({ name, layers }: Loader): string {
  return JSON.stringify({
    v: "5.9.0",
    fr: 60,
    ip: 0,
    op: frames,
    w: 200,
    h: 200,
    nm: name,
    ddd: 0,
    assets: [],
    layers: layers.map((layer, i) => ({
      ddd: 0,
      ind: i + 1,
      ty: 4,
      nm: `${name} ${i + 1}`,
      sr: 1,
      ip: 0,
      op: frames,
      st: 0,
      bm: 0,
      ks: {
        o: animated(layer.opacity ?? [[0, [100]]]),
        r: animated(layer.turn ?? [[0, [0]]]),
        p: animated(layer.at),
        a: { a: 0, k: [0, 0] },
        s: animated(layer.scale ?? [[0, [100, 100]]]),
      },
      shapes: [{ ty: "gr", nm: layer.kind, it: items(layer) }],
    })),
  });
}

function items({ kind, size, trim }: Layer): object[] {
  const outline =
    kind === "bar"
      ? { ty: "rc", d: 1, s: { a: 0, k: size }, p: { a: 0, k: [0, 0] }, r: { a: 0, k: 10 } }
      : { ty: "el", d: 1, s: { a: 0, k: size }, p: { a: 0, k: [0, 0] } };
  const paint =
    kind === "ring"
      ? { ty: "st", c: { a: 0, k: colour }, o: { a: 0, k: 100 }, w: { a: 0, k: 12 }, lc: 2, lj: 2 }
      : { ty: "fl", c: { a: 0, k: colour }, o: { a: 0, k: 100 }, r: 1 };
  return [
    outline,
    ...(trim ? [{ ty: "tm", s: animated(trim.start), e: animated(trim.end), o: { a: 0, k: 0 }, m: 1 }] : []),
    paint,
    {
      ty: "tr",
      p: { a: 0, k: [0, 0] },
      a: { a: 0, k: [0, 0] },
      s: { a: 0, k: [100, 100] },
      r: { a: 0, k: 0 },
      o: { a: 0, k: 100 },
    },
  ];
}

/** One value stands; several are key frames with a soft start and end. */
function animated(keys: [number, number[]][]): object {
  const value = (v: number[]) => (v.length === 1 ? v[0] : v);
  if (keys.length === 1) return { a: 0, k: value(keys[0]![1]) };
  return {
    a: 1,
    k: keys.map(([t, s], i) =>
      i === keys.length - 1 ? { t, s } : { t, s, i: { x: [0.6], y: [1] }, o: { x: [0.4], y: [0] } },
    ),
  };
}
