import { type GlyphSet, glyph, overshoot, capHeight as top } from "./glyph.ts";
import { arc, box, line, type Pen, ring, type Segment, slant, slantWidth, stroke } from "./outline.ts";

const width = 490;

/** The figures 0 to 9, all of one width so that columns line up. */
export const figures: GlyphSet = {
  "0": glyph("figure", "figure", width, (pen, body) => ring(pen, 0, -overshoot, body, top + overshoot)),
  "1": glyph("figure", "figure", width, (pen, body) => {
    const x = body * 0.54;
    return [
      box(x - pen.w / 2, 0, x + pen.w / 2, top),
      stroke(pen, line(body * 0.18, 545, x + pen.w * 0.1, top - pen.h * 0.55)),
    ];
  }),
  "2": glyph("figure", "figure", width, (pen, body) => {
    const r = (body * 0.96 - pen.w) / 2;
    const cx = body * 0.48;
    const cy = top + overshoot - pen.h / 2 - r;
    const turn = 48;
    const start = { x: cx + r * Math.cos(rad(turn)), y: cy - r * Math.sin(rad(turn)) };
    const foot = start.x - (start.y - pen.h / 2) * Math.tan(rad(turn));
    return [
      stroke(pen, arc(cx, cy, r, r, 168, -turn), line(start.x, start.y, foot, pen.h / 2)),
      box(foot - pen.w * 0.62, 0, body, pen.h),
    ];
  }),
  "3": glyph("figure", "figure", width, (pen, body) => {
    const waist = 372;
    const upper = (top + overshoot - pen.h / 2 - waist) / 2;
    const lower = (waist + overshoot - pen.h / 2) / 2;
    const rx = (body * 0.96 - pen.w) / 2;
    const cx = body * 0.48;
    return [
      stroke(pen, arc(cx, waist + upper, rx * 0.9, upper, 152, -90), line(cx, waist, cx - 60, waist)),
      stroke(pen, arc(cx, waist - lower, rx, lower, 90, -154)),
    ];
  }),
  "4": glyph("figure", "figure", width, (pen, body) => {
    const stem = body * 0.7;
    const half = slantWidth(pen, stem - pen.w, top - 160) / 2;
    return [
      box(stem - pen.w / 2, 0, stem + pen.w / 2, top),
      slant(pen, half, 160, stem + pen.w / 2 - half, top),
      box(half * 0.2, 150, body, 150 + pen.h),
    ];
  }),
  "5": glyph("figure", "figure", width, (pen, body) => {
    const ry = 218 - pen.h / 2 + 10;
    const rx = (body * 0.98 - pen.w) / 2;
    const cx = body * 0.47;
    const cy = ry + pen.h / 2 - overshoot;
    const left = body * 0.1;
    const shoulder = cy + ry;
    const level: Segment[] = [line(left + pen.w * 0.4, shoulder, cx, shoulder)];
    return [
      box(left, top - pen.h, body * 0.92, top),
      box(left, shoulder - pen.h / 2, left + pen.w, top),
      stroke(pen, ...level, arc(cx, cy, rx, ry, 90, -152)),
    ];
  }),
  "6": glyph("figure", "figure", width, six),
  "7": glyph("figure", "figure", width, (pen, body) => {
    const half = slantWidth(pen, body * 0.6, top) / 2;
    return [box(0, top - pen.h, body, top), slant(pen, body * 0.3, 0, body - half, top)];
  }),
  "8": glyph("figure", "figure", width, (pen, body) => [
    ...ring(pen, body * 0.06, 372 - pen.h / 2, body * 0.94, top + overshoot),
    ...ring(pen, 0, -overshoot, body, 372 + pen.h / 2),
  ]),
  "9": glyph("figure", "figure", width, (pen, body) =>
    six(pen, body).map((contour) =>
      contour.map((point) => ({ ...point, x: body - point.x, y: top - point.y })),
    ),
  ),
};

function six(pen: Pen, body: number) {
  const rx = (body - pen.w) / 2;
  const bowlTop = 440;
  const middle = (bowlTop - overshoot) / 2;
  return [
    ...ring(pen, 0, -overshoot, body, bowlTop),
    stroke(pen, arc(body / 2, middle, rx, top + overshoot - pen.h / 2 - middle, 180, 62)),
  ];
}

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
