import { type GlyphSet, glyph, narrow, overshoot, capHeight as top } from "./glyph.ts";
import { arc, box, type Contour, line, type Pen, ring, slant, slantWidth, stroke } from "./outline.ts";

/** The capital letters A to Z. */
export const uppercase: GlyphSet = {
  A: glyph("none", "none", 640, (pen, body) => {
    const foot = slantWidth(pen, body / 2 - pen.w / 2, top) / 2;
    const inset = foot + ((body / 2 - foot) * 200) / top;
    const bar = box(inset, 165, body - inset, 165 + pen.h);
    return [slant(pen, foot, 0, body / 2, top), slant(pen, body - foot, 0, body / 2, top), bar];
  }),
  B: glyph("stem", "round", 540, (pen, body) => [
    box(0, 0, pen.w, top),
    bowl(pen, body * 0.94, 362 - pen.h / 2, top),
    bowl(pen, body, 0, 362 + pen.h / 2),
  ]),
  C: glyph("round", "open", 610, (pen, body) => {
    const outer = body * 0.585;
    return [stroke(pen, arc(outer, 350, outer - pen.w / 2, 360 - pen.h / 2, 46, 314))];
  }),
  D: glyph("stem", "round", 620, (pen, body) => [box(0, 0, pen.w, top), bowl(pen, body, 0, top)]),
  E: glyph("stem", "open", 470, (pen, body) => [
    box(0, 0, pen.w, top),
    box(0, top - pen.h, body, top),
    box(0, 362 - pen.h / 2, body * 0.92, 362 + pen.h / 2),
    box(0, 0, body, pen.h),
  ]),
  F: glyph("stem", "open", 450, (pen, body) => [
    box(0, 0, pen.w, top),
    box(0, top - pen.h, body, top),
    box(0, 345 - pen.h / 2, body * 0.92, 345 + pen.h / 2),
  ]),
  G: glyph("round", "stem", 660, (pen, body) => {
    const outer = body * 0.53;
    const right = outer * 2 - 2;
    return [
      stroke(pen, arc(outer, 350, outer - pen.w / 2, 360 - pen.h / 2, 44, 360)),
      box(outer + 6, 312, right, 312 + pen.h),
    ];
  }),
  H: glyph("stem", "stem", 600, (pen, body) => [
    box(0, 0, pen.w, top),
    box(body - pen.w, 0, body, top),
    box(0, 355 - pen.h / 2, body, 355 + pen.h / 2),
  ]),
  I: narrow("stem", "stem", 0, (pen) => [box(0, 0, pen.w, top)]),
  J: glyph("open", "stem", 400, (pen, body) => {
    const rx = (body - pen.w) * 0.54;
    const cy = -overshoot + pen.h / 2 + rx;
    const right = body - pen.w / 2;
    return [stroke(pen, line(right, top, right, cy), arc(right - rx, cy, rx, rx, 0, -150))];
  }),
  K: glyph("stem", "none", 560, (pen, body) => arms(pen, body, top)),
  L: glyph("stem", "open", 440, (pen, body) => [box(0, 0, pen.w, top), box(0, 0, body, pen.h)]),
  M: glyph("stem", "stem", 720, (pen, body) => {
    const half = slantWidth(pen, body / 2 - pen.w / 2, top - 130) / 2;
    return [
      box(0, 0, pen.w, top),
      box(body - pen.w, 0, body, top),
      slant(pen, half, top, body / 2, 130),
      slant(pen, body - half, top, body / 2, 130),
    ];
  }),
  N: glyph("stem", "stem", 610, (pen, body) => {
    const half = slantWidth(pen, body - pen.w, top) / 2;
    return [box(0, 0, pen.w, top), box(body - pen.w, 0, body, top), slant(pen, half, top, body - half, 0)];
  }),
  O: glyph("round", "round", 720, (pen, body) => ring(pen, 0, -overshoot, body, top + overshoot)),
  P: glyph("stem", "round", 530, (pen, body) => [box(0, 0, pen.w, top), bowl(pen, body, 285, top)]),
  Q: glyph("round", "round", 720, (pen, body) => [
    ...ring(pen, 0, -overshoot, body, top + overshoot),
    slant(pen, body * 0.6, 190, body * 0.9, -40),
  ]),
  R: glyph("stem", "none", 550, (pen, body) => {
    const half = slantWidth(pen, body * 0.4, 320) / 2;
    return [
      box(0, 0, pen.w, top),
      bowl(pen, body * 0.97, 300, top),
      slant(pen, body * 0.5, 320, body - half, 0),
    ];
  }),
  S: glyph("open", "open", 510, (pen, body) => snake(pen, body, top)),
  T: glyph("none", "none", 540, (pen, body) => [
    box(body / 2 - pen.w / 2, 0, body / 2 + pen.w / 2, top),
    box(0, top - pen.h, body, top),
  ]),
  U: glyph("stem", "stem", 590, (pen, body) => {
    const rx = (body - pen.w) / 2;
    const cy = -overshoot + pen.h / 2 + rx;
    const [left, right] = [pen.w / 2, body - pen.w / 2];
    return [
      stroke(
        pen,
        line(left, top, left, cy),
        arc(body / 2, cy, rx, rx, 180, 360),
        line(right, cy, right, top),
      ),
    ];
  }),
  V: glyph("none", "none", 630, (pen, body) => wedge(pen, 0, body, top)),
  W: glyph("none", "none", 920, (pen, body) => doubleWedge(pen, body, top)),
  X: glyph("none", "none", 590, (pen, body) => crossed(pen, body, top)),
  Y: glyph("none", "none", 590, (pen, body) => {
    const half = slantWidth(pen, body / 2 - pen.w / 2, 400) / 2;
    const middle = body / 2;
    return [
      slant(pen, half, top, middle, 290),
      slant(pen, body - half, top, middle, 290),
      box(middle - pen.w / 2, 0, middle + pen.w / 2, 310),
    ];
  }),
  Z: glyph("open", "open", 540, (pen, body) => zed(pen, body, top)),
};

/** The two arms of K and k beside their stem, up to `height`. */
export function arms(pen: Pen, body: number, height: number, stem = height): Contour[] {
  const root = { x: pen.w * 0.7, y: height * 0.34 };
  const half = slantWidth(pen, body - root.x, height - root.y) / 2;
  const tip = body - half - 16;
  const fork = { x: root.x + (tip - root.x) * 0.3, y: root.y + (height - root.y) * 0.3 };
  const legHalf = slantWidth(pen, body - fork.x, fork.y) / 2;
  return [
    box(0, 0, pen.w, stem),
    slant(pen, root.x, root.y, tip, height),
    slant(pen, fork.x, fork.y, body - legHalf, 0),
  ];
}

/** S and s: two bowls that meet in a level middle. */
export function snake(pen: Pen, body: number, height: number): Contour[] {
  const waist = height * 0.522;
  const rx = (body - pen.w) / 2;
  const upper = (height + overshoot - pen.h / 2 - waist) / 2;
  const lower = (waist + overshoot - pen.h / 2) / 2;
  return [
    stroke(
      pen,
      arc(body / 2, waist + upper, rx * 0.94, upper, 26, 270),
      arc(body / 2, waist - lower, rx, lower, 90, -154),
    ),
  ];
}

/** V and v between `left` and `right`. */
export function wedge(pen: Pen, left: number, right: number, height: number): Contour[] {
  const middle = (left + right) / 2;
  const half = slantWidth(pen, middle - left - pen.w / 2, height) / 2;
  return [slant(pen, left + half, height, middle, 0), slant(pen, right - half, height, middle, 0)];
}

/** W and w. */
export function doubleWedge(pen: Pen, body: number, height: number): Contour[] {
  const half = slantWidth(pen, body / 4, height) / 2;
  const low = half + (body / 2 - half) / 2;
  const strokes = [
    slant(pen, half, height, low, 0),
    slant(pen, body / 2, height, low, 0),
    slant(pen, body / 2, height, body - low, 0),
    slant(pen, body - half, height, body - low, 0),
  ];
  return strokes;
}

/** X and x. */
export function crossed(pen: Pen, body: number, height: number): Contour[] {
  const half = slantWidth(pen, body - pen.w, height) / 2;
  const inset = body * 0.035;
  return [slant(pen, half, 0, body - half - inset, height), slant(pen, half + inset, height, body - half, 0)];
}

/** Z and z. */
export function zed(pen: Pen, body: number, height: number): Contour[] {
  const half = slantWidth(pen, body - pen.w, height) / 2;
  return [
    box(body * 0.03, height - pen.h, body, height),
    box(0, 0, body, pen.h),
    slant(pen, half, 0, body - half, height),
  ];
}

/** The closed half-round of B, D, P and R, from the stem to `right`. */
function bowl(pen: Pen, right: number, low: number, high: number): Contour {
  const ry = (high - low - pen.h) / 2;
  const start = pen.w / 2;
  const rx = Math.min(right - pen.w / 2 - start - 1, ry * 1.04);
  const turn = right - pen.w / 2 - rx;
  const [upper, lower] = [high - pen.h / 2, low + pen.h / 2];
  return stroke(
    pen,
    line(start, upper, turn, upper),
    arc(turn, (low + high) / 2, rx, ry, 90, -90),
    line(turn, lower, start, lower),
  );
}
