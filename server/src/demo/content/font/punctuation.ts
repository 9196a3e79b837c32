import { capHeight, type GlyphSet, glyph, narrow, overshoot } from "./glyph.ts";
import { dot } from "./lowercase.ts";
import { arc, box, type Contour, disc, line, type Pen, polygon, ring, slant, stroke } from "./outline.ts";
import { snake } from "./uppercase.ts";

/** Marks, signs and typographer's quotes. */
export const punctuation: GlyphSet = {
  ".": narrow("stem", "stem", 10, (pen, body) => [point(pen, body / 2)]),
  ",": narrow("stem", "stem", 10, (pen, body) => [tail(pen, body / 2, 0)]),
  ":": narrow("stem", "stem", 10, (pen, body) => [point(pen, body / 2), point(pen, body / 2, 420)]),
  ";": narrow("stem", "stem", 10, (pen, body) => [tail(pen, body / 2, 0), point(pen, body / 2, 420)]),
  "…": glyph("stem", "stem", 560, (pen, body) => [
    point(pen, 50),
    point(pen, body / 2),
    point(pen, body - 50),
  ]),
  "·": narrow("stem", "stem", 10, (pen, body) => [point(pen, body / 2, 230)]),
  "•": glyph("stem", "stem", 220, (_pen, body) => [disc(body / 2, 260, body / 2, body / 2)]),
  "!": narrow("stem", "stem", 10, (pen, body) => [
    point(pen, body / 2),
    polygon(
      [body / 2 - pen.w / 2, capHeight],
      [body / 2 + pen.w / 2, capHeight],
      [body / 2 + pen.w * 0.36, 200],
      [body / 2 - pen.w * 0.36, 200],
    ),
  ]),
  "?": glyph("open", "open", 420, (pen, body) => {
    const rx = (body - pen.w) / 2;
    const cy = capHeight + overshoot - pen.h / 2 - rx;
    const x = body / 2;
    return [stroke(pen, arc(x, cy, rx, rx, 165, -90), line(x, cy - rx, x, 205)), point(pen, x)];
  }),
  "'": narrow("stem", "stem", 0, (pen) => [box(0, 470, pen.w, capHeight)]),
  '"': glyph("stem", "stem", 250, (pen, body) => [
    box(0, 470, pen.w, capHeight),
    box(body - pen.w, 470, body, capHeight),
  ]),
  "‘": narrow("stem", "stem", 10, (pen, body) => [turned(tail(pen, body / 2, 0), body, 690)]),
  "’": narrow("stem", "stem", 10, (pen, body) => [tail(pen, body / 2, 600)]),
  "“": glyph("stem", "stem", 280, (pen, body) => [
    turned(tail(pen, 50, 0), 100, 690),
    turned(tail(pen, 50, 0), body, 690),
  ]),
  "”": glyph("stem", "stem", 280, (pen, body) => [tail(pen, 50, 600), tail(pen, body - 50, 600)]),
  "-": glyph("stem", "stem", 240, (pen, body) => [level(pen, body, 260)]),
  "–": glyph("stem", "stem", 420, (pen, body) => [level(pen, body, 260)]),
  "—": glyph("stem", "stem", 760, (pen, body) => [level(pen, body, 260)]),
  _: glyph("none", "none", 480, (pen, body) => [level(pen, body, -90)]),
  "(": glyph("round", "none", 220, (pen, body) => [
    stroke(pen, arc(body + 190, 290, 410 - pen.w / 2 - body / 2 + 110, 470, 124, 236)),
  ]),
  ")": glyph("none", "round", 220, (pen, body) => [
    stroke(pen, arc(-190, 290, 410 - pen.w / 2 - body / 2 + 110, 470, 56, -56)),
  ]),
  "[": glyph("stem", "none", 210, (pen, body) => bracket(pen, body)),
  "]": glyph("none", "stem", 210, (pen, body) =>
    bracket(pen, body).map((contour) => mirrored(contour, body)),
  ),
  "/": glyph("none", "none", 370, (pen, body) => [slant(pen, pen.w / 2, -80, body - pen.w / 2, 760)]),
  "\\": glyph("none", "none", 370, (pen, body) => [slant(pen, pen.w / 2, 760, body - pen.w / 2, -80)]),
  "|": narrow("stem", "stem", 0, (pen) => [box(0, -200, pen.w, 780)]),
  "+": glyph("figure", "figure", 490, (pen, body) => [
    level(pen, body, 330),
    box(body / 2 - pen.w / 2, 330 - body / 2, body / 2 + pen.w / 2, 330 + body / 2),
  ]),
  "=": glyph("figure", "figure", 490, (pen, body) => [level(pen, body, 240), level(pen, body, 420)]),
  "<": glyph("figure", "figure", 490, (pen, body) => [
    stroke(pen, line(body, 560, pen.w, 330), line(pen.w, 330, body, 100)),
  ]),
  ">": glyph("figure", "figure", 490, (pen, body) => [
    stroke(pen, line(0, 560, body - pen.w, 330), line(body - pen.w, 330, 0, 100)),
  ]),
  "×": glyph("figure", "figure", 490, (pen) => [
    stroke(pen, line(70, 155, 420, 505)),
    stroke(pen, line(70, 505, 420, 155)),
  ]),
  "*": glyph("none", "none", 320, (pen, body) =>
    [90, 30, 150].map((angle) => {
      const [dx, dy] = [Math.cos((angle * Math.PI) / 180) * 150, Math.sin((angle * Math.PI) / 180) * 150];
      const thin: Pen = { w: pen.w * 0.8, h: pen.h * 0.8 };
      return stroke(thin, line(body / 2 - dx, 560 - dy, body / 2 + dx, 560 + dy));
    }),
  ),
  "#": glyph("open", "open", 560, (pen, body) => {
    const thin: Pen = { w: pen.w * 0.85, h: pen.h * 0.85 };
    return [
      slant(thin, body * 0.25, 20, body * 0.37, 680),
      slant(thin, body * 0.63, 20, body * 0.75, 680),
      level(thin, body, 240),
      level(thin, body, 460),
    ];
  }),
  "%": glyph("open", "open", 720, (pen, body) => {
    const thin: Pen = { w: pen.w * 0.85, h: pen.h * 0.85 };
    return [
      ...ring(thin, 0, 360, 290, capHeight + overshoot),
      ...ring(thin, body - 290, -overshoot, body, 340),
      slant(thin, body * 0.2, 0, body * 0.8, capHeight),
    ];
  }),
  "&": glyph("round", "none", 620, (pen, body) => [
    ...ring(pen, body * 0.13, 372 - pen.h / 2, body * 0.61, capHeight + overshoot),
    stroke(
      pen,
      arc(body * 0.37, 196, body * 0.37 - pen.w / 2, 206 - pen.h / 2, 90, 360),
      line(body * 0.74 - pen.w / 2, 196, body * 0.82 - pen.w / 2, 330),
    ),
    slant(pen, body * 0.22, 470, body - pen.w * 0.7, 0),
  ]),
  "@": glyph("round", "round", 780, (pen, body) => {
    const thin: Pen = { w: pen.w * 0.8, h: pen.h * 0.8 };
    const r = body / 2 - thin.w / 2;
    return [
      stroke(thin, arc(body / 2, 270, r, r, 0, 300)),
      ...ring(thin, body * 0.29, 110, body * 0.69, 430),
      stroke(
        thin,
        line(body * 0.69 - thin.w / 2, 430, body * 0.69 - thin.w / 2, 220),
        arc((body * 0.69 - thin.w / 2 + body - thin.w / 2) / 2, 220, (body * 0.31) / 2, 100, 180, 360),
        line(body - thin.w / 2, 220, body - thin.w / 2, 272),
      ),
    ];
  }),
  $: glyph("figure", "figure", 490, (pen, body) => [
    ...snake(pen, body, capHeight),
    box(body / 2 - pen.w * 0.4, -90, body / 2 + pen.w * 0.4, 790),
  ]),
  "€": glyph("figure", "figure", 490, (pen, body) => {
    const outer = body * 0.57;
    return [
      stroke(pen, arc(body - outer * 0.9, 350, outer * 0.86, 360 - pen.h / 2, 50, 310)),
      box(-20, 395, body * 0.78, 395 + pen.h * 0.85),
      box(-20, 240, body * 0.74, 240 + pen.h * 0.85),
    ];
  }),
};

function point(pen: Pen, x: number, y = 0): Contour {
  const r = pen.w * 0.4 + 22;
  return dot(pen, x, y + r - 4);
}

function tail(pen: Pen, x: number, y: number): Contour {
  const half = pen.w / 2 + 6;
  return polygon(
    [x - half, y + 100],
    [x + half, y + 100],
    [x + half * 0.5, y - 90],
    [x - half * 0.9, y - 90],
  );
}

function turned(contour: Contour, width: number, height: number): Contour {
  return contour.map((p) => ({ ...p, x: width - p.x, y: height - p.y + 20 }));
}

/** A mirror image runs the other way round, so the order is turned back to keep it filled. */
function mirrored(contour: Contour, width: number): Contour {
  return contour.map((p) => ({ ...p, x: width - p.x })).reverse();
}

function level(pen: Pen, body: number, y: number): Contour {
  return box(0, y - pen.h / 2, body, y + pen.h / 2);
}

function bracket(pen: Pen, body: number): Contour[] {
  return [box(0, -160, pen.w, 760), box(0, 760 - pen.h, body, 760), box(0, -160, body, -160 + pen.h)];
}
