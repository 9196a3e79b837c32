import type { Mesh, Vertex } from "../mesh.ts";

/** A shade woven of two families of ribbons; radius in millimetres at a share of the height. */
export type Lamp = {
  name: string;
  height: number;
  ribbons: number;
  turns: number;
  radius: (share: number) => number;
};

export const lamps: Lamp[] = [
  {
    name: "onion",
    height: 190,
    ribbons: 16,
    turns: 0.34,
    radius: (t) => 34 + 62 * Math.sin(Math.PI * Math.min(1, t * 0.98 + 0.06)) ** 0.9,
  },
  { name: "hourglass", height: 220, ribbons: 14, turns: 0.42, radius: (t) => 46 + 34 * (2 * t - 1) ** 2 },
  {
    name: "drop",
    height: 210,
    ribbons: 14,
    turns: 0.3,
    radius: (t) => 30 + 58 * Math.sin(Math.PI * (1 - t) ** 1.35),
  },
  { name: "drum", height: 160, ribbons: 18, turns: 0.25, radius: (t) => 78 + 4 * Math.sin(Math.PI * t) },
];

/** A point on the shade: share of the height, angle in turns. */
export function onShade({ height, radius }: Lamp, share: number, turn: number): Vertex {
  const [r, a] = [radius(share), turn * 2 * Math.PI];
  return [r * Math.cos(a), r * Math.sin(a), share * height];
}

const steps = 40;
const half = 2.2;
const thick = 2.4;

/** The shade as closed ribbons that pass through each other, with a ring at head and foot; slicers join them. */
export function buildLamp(lamp: Lamp): Mesh {
  const mesh: Mesh = { name: lamp.name, vertices: [], triangles: [] };
  for (let i = 0; i < lamp.ribbons; i++)
    for (const way of [1, -1])
      sweep(
        mesh,
        steps,
        false,
        (k) => ({ share: k / steps, turn: i / lamp.ribbons + (way * lamp.turns * k) / steps }),
        lamp,
      );
  for (const share of [0, 1]) sweep(mesh, 96, true, (k) => ({ share, turn: k / 96 }), lamp);
  return mesh;
}

/** A bar of rectangular section along a path on the shade, closed at its ends or into a ring. */
function sweep(
  mesh: Mesh,
  count: number,
  closed: boolean,
  path: (k: number) => { share: number; turn: number },
  lamp: Lamp,
): void {
  const first = mesh.vertices.length;
  const rings = closed ? count : count + 1;
  for (let k = 0; k < rings; k++) {
    const { share, turn } = path(k);
    const [x, y, z] = onShade(lamp, share, turn);
    const r = Math.hypot(x, y);
    for (const [out, up] of [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const) {
      const scale = (r + (out * thick) / 2) / r;
      mesh.vertices.push([x * scale, y * scale, z + up * half]);
    }
  }
  const at = (k: number, corner: number) => first + (k % rings) * 4 + (corner % 4);
  for (let k = 0; k < count; k++)
    for (let c = 0; c < 4; c++)
      mesh.triangles.push(
        [at(k, c), at(k, c + 1), at(k + 1, c + 1)],
        [at(k, c), at(k + 1, c + 1), at(k + 1, c)],
      );
  if (closed) return;
  mesh.triangles.push([at(0, 0), at(0, 2), at(0, 1)], [at(0, 0), at(0, 3), at(0, 2)]);
  mesh.triangles.push([at(count, 0), at(count, 1), at(count, 2)], [at(count, 0), at(count, 2), at(count, 3)]);
}
