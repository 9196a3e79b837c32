import type { Box } from "../drawings/isometric.ts";

/** A joint of two timbers: each made of boxes in units of a quarter of the timber's side, and how far apart to draw them. */
export type Joint = { name: string; lower: Box[]; upper: Box[]; lift: number };

const box = (x: number, y: number, z: number, w: number, d: number, h: number): Box => ({
  at: [x, y, z],
  size: [w, d, h],
});

/** Six joints; the upper timber comes straight down into the lower one. */
export const joints: Joint[] = [
  {
    name: "cross lap",
    lower: [box(-6, 0, 0, 6, 4, 4), box(4, 0, 0, 6, 4, 4), box(0, 0, 0, 4, 4, 2)],
    upper: [box(0, -6, 0, 4, 6, 4), box(0, 4, 0, 4, 6, 4), box(0, 0, 2, 4, 4, 2)],
    lift: 6,
  },
  {
    name: "corner lap",
    lower: [box(0, 0, 0, 10, 4, 4), box(-4, 0, 0, 4, 4, 2)],
    upper: [box(-4, 4, 0, 4, 8, 4), box(-4, 0, 2, 4, 4, 2)],
    lift: 6,
  },
  {
    name: "mortise and tenon",
    lower: [box(-7, 0, 0, 6, 4, 4), box(1, 0, 0, 7, 4, 4), box(-1, 0, 0, 2, 1, 4), box(-1, 3, 0, 2, 1, 4)],
    upper: [box(-1, 1, 0, 2, 2, 4), box(-2, 0, 4, 4, 4, 8)],
    lift: 6,
  },
  {
    name: "bridle",
    lower: [box(-7, 0, 0, 5, 4, 4), box(2, 0, 0, 6, 4, 4), box(-2, 1, 0, 4, 2, 4)],
    upper: [box(-2, 0, 0, 4, 1, 4), box(-2, 3, 0, 4, 1, 4), box(-2, 0, 4, 4, 4, 7)],
    lift: 6.5,
  },
  {
    name: "housing",
    lower: [box(-7, 0, 0, 14, 6, 2), box(-7, 0, 2, 6, 6, 1), box(1, 0, 2, 6, 6, 1)],
    upper: [box(-1, 0, 2, 2, 6, 9)],
    lift: 5.5,
  },
  {
    name: "stub scarf",
    lower: [box(-9, 0, 0, 7, 4, 4), box(-2, 0, 0, 4, 4, 2), box(2, 0, 0, 3, 4, 1)],
    upper: [box(-2, 0, 2, 4, 4, 2), box(2, 0, 1, 3, 4, 3), box(5, 0, 0, 6, 4, 4)],
    lift: 5.5,
  },
];
