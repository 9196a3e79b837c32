import { polygonPath, shape } from "./svg.ts";

/** A box along the axes: its near lower corner and its measures. x goes down to the right, y down to the left, z up. */
export type Box = { at: [number, number, number]; size: [number, number, number] };
/** Colours of what faces up, left and right. */
export type Faces = { top: string; left: string; right: string };
export type Projection = (x: number, y: number, z: number) => [number, number];

/** Isometric projection with its origin at a place of the picture; a unit is `scale` pixels. */
export function isometric(originX: number, originY: number, scale: number): Projection {
  const [c, s] = [Math.cos(Math.PI / 6) * scale, Math.sin(Math.PI / 6) * scale];
  return (x, y, z) => [originX + (x - y) * c, originY + (x + y) * s - z * scale];
}

/** The three visible faces of a box. */
export function drawBox(to: Projection, { at: [x, y, z], size: [w, d, h] }: Box, faces: Faces): string {
  const face = (points: [number, number, number][], colour: string) =>
    `${shape(polygonPath(points.map(([px, py, pz]) => to(px, py, pz))), colour)}`;
  return [
    face(
      [
        [x, y, z + h],
        [x + w, y, z + h],
        [x + w, y + d, z + h],
        [x, y + d, z + h],
      ],
      faces.top,
    ),
    face(
      [
        [x, y + d, z],
        [x + w, y + d, z],
        [x + w, y + d, z + h],
        [x, y + d, z + h],
      ],
      faces.left,
    ),
    face(
      [
        [x + w, y, z],
        [x + w, y + d, z],
        [x + w, y + d, z + h],
        [x + w, y, z + h],
      ],
      faces.right,
    ),
  ].join("");
}

/** Boxes from the back to the front, as a painter would. Right for boxes that do not lie across each other. */
export function fromBehind<T extends Box>(boxes: T[]): T[] {
  const depth = ({ at, size }: Box) => at[0] + size[0] / 2 + at[1] + size[1] / 2 + at[2] + size[2] / 2;
  return boxes.toSorted((a, b) => depth(a) - depth(b));
}

/** Any flat piece in space. */
export function drawFace(to: Projection, points: [number, number, number][], colour: string): string {
  return shape(polygonPath(points.map(([x, y, z]) => to(x, y, z))), colour);
}
