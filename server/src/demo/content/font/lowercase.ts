import { ascender, descender, type GlyphSet, glyph, narrow, overshoot, xHeight as top } from "./glyph.ts";
import { arc, box, type Contour, disc, line, type Pen, ring, slant, slantWidth, stroke } from "./outline.ts";
import { arms, crossed, doubleWedge, snake, wedge, zed } from "./uppercase.ts";

/** The small letters a to z. */
export const lowercase: GlyphSet = {
  a: glyph("round", "stem", 520, (pen, body) => [...bowl(pen, body), box(body - pen.w, 0, body, top)]),
  b: glyph("stem", "round", 520, (pen, body) => [...bowl(pen, body), box(0, 0, pen.w, ascender)]),
  c: glyph("round", "open", 440, (pen, body) => {
    const outer = body * 0.59;
    return [stroke(pen, arc(outer, top / 2, outer - pen.w / 2, top / 2 + overshoot - pen.h / 2, 47, 313))];
  }),
  d: glyph("round", "stem", 520, (pen, body) => [...bowl(pen, body), box(body - pen.w, 0, body, ascender)]),
  e: glyph("round", "round", 520, (pen, body) => {
    const ry = top / 2 + overshoot - pen.h / 2;
    const start = (-Math.asin(pen.h / 2 / ry) * 180) / Math.PI;
    return [
      stroke(pen, arc(body / 2, top / 2, (body - pen.w) / 2, ry, start, 316)),
      box(pen.w / 2, top / 2 - pen.h / 2, body - pen.w / 2, top / 2 + pen.h / 2),
    ];
  }),
  f: glyph("none", "none", 290, (pen, body) => {
    const x = 62 + pen.w / 2;
    const r = body - x - 8;
    const cy = ascender + 4 - pen.h / 2 - r;
    return [
      stroke(pen, line(x, 0, x, cy), arc(x + r, cy, r, r, 180, 90)),
      box(0, top - pen.h, body - 12, top),
    ];
  }),
  g: glyph("round", "stem", 520, (pen, body) => {
    const rx = (body - pen.w) / 2;
    const ry = rx * 0.82;
    const cy = descender + pen.h / 2 + ry;
    const right = body - pen.w / 2;
    return [...bowl(pen, body), stroke(pen, line(right, top, right, cy), arc(body / 2, cy, rx, ry, 0, -148))];
  }),
  h: glyph("stem", "stem", 480, (pen, body) => [box(0, 0, pen.w, ascender), arch(pen, 0, body)]),
  i: narrow("stem", "stem", 0, (pen) => [box(0, 0, pen.w, top), dot(pen, pen.w / 2)]),
  j: narrow("none", "stem", 70, (pen, body) => {
    const x = body - pen.w / 2;
    const r = 104;
    const cy = descender + pen.h / 2 + r;
    return [stroke(pen, line(x, top, x, cy), arc(x - r, cy, r, r, 0, -90)), dot(pen, x)];
  }),
  k: glyph("stem", "none", 465, (pen, body) => arms(pen, body, top, ascender)),
  l: narrow("stem", "stem", 0, (pen) => [box(0, 0, pen.w, ascender)]),
  m: glyph("stem", "stem", 780, (pen, body) => {
    const middle = (body + pen.w) / 2;
    return [box(0, 0, pen.w, top), arch(pen, 0, middle), arch(pen, middle - pen.w, body)];
  }),
  n: glyph("stem", "stem", 480, (pen, body) => [box(0, 0, pen.w, top), arch(pen, 0, body)]),
  o: glyph("round", "round", 540, (pen, body) => bowl(pen, body)),
  p: glyph("stem", "round", 520, (pen, body) => [...bowl(pen, body), box(0, descender, pen.w, top)]),
  q: glyph("round", "stem", 520, (pen, body) => [
    ...bowl(pen, body),
    box(body - pen.w, descender, body, top),
  ]),
  r: glyph("stem", "none", 300, (pen, body) => {
    const rx = (body - pen.w / 2) * 0.84;
    const ry = 190;
    const cy = top + overshoot - pen.h / 2 - ry;
    return [box(0, 0, pen.w, top), stroke(pen, arc(pen.w / 2 + rx, cy, rx, ry, 180, 76))];
  }),
  s: glyph("open", "open", 410, (pen, body) => snake(pen, body, top)),
  t: glyph("none", "open", 300, (pen, body) => {
    const x = 70 + pen.w / 2;
    const r = body - x - 14;
    const cy = -4 + pen.h / 2 + r;
    return [
      stroke(pen, line(x, 660, x, cy), arc(x + r, cy, r, r, 180, 270)),
      box(0, top - pen.h, body - 10, top),
    ];
  }),
  u: glyph("stem", "stem", 480, (pen, body) => {
    const rx = (body - pen.w) / 2;
    const ry = Math.min(rx, 200);
    const cy = -overshoot + pen.h / 2 + ry;
    return [
      box(body - pen.w, 0, body, top),
      stroke(pen, line(pen.w / 2, top, pen.w / 2, cy), arc(body / 2, cy, rx, ry, 180, 360)),
    ];
  }),
  v: glyph("none", "none", 480, (pen, body) => wedge(pen, 0, body, top)),
  w: glyph("none", "none", 720, (pen, body) => doubleWedge(pen, body, top)),
  x: glyph("none", "none", 470, (pen, body) => crossed(pen, body, top)),
  y: glyph("none", "none", 480, (pen, body) => {
    const half = slantWidth(pen, body / 2 - pen.w / 2, top) / 2;
    const slope = (body / 2 - half) / top;
    return [
      slant(pen, half, top, body / 2, 0),
      slant(pen, body - half, top, body / 2 + slope * descender, descender),
    ];
  }),
  z: glyph("open", "open", 430, (pen, body) => zed(pen, body, top)),
};

/** The round dot of i and j, and of the full stop. */
export function dot(pen: Pen, x: number, y = 655): Contour {
  const r = pen.w * 0.4 + 22;
  return disc(x, y, r, r);
}

function bowl(pen: Pen, body: number): Contour[] {
  return ring(pen, 0, -overshoot, body, top + overshoot);
}

function arch(pen: Pen, left: number, right: number): Contour {
  const rx = (right - left - pen.w) / 2;
  const ry = Math.min(rx, 200);
  const cy = top + overshoot - pen.h / 2 - ry;
  const x = right - pen.w / 2;
  return stroke(pen, arc((left + right) / 2, cy, rx, ry, 180, 0), line(x, cy, x, 0));
}
