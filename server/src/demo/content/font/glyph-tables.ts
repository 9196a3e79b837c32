import type { Glyph } from "./face.ts";
import type { OutlinePoint } from "./outline.ts";

/**
 * The `glyf` and long `loca` tables of a font and what other tables need to know about them. `bounds.lefts` holds each
 * glyph's left side bearing; a glyph without contours takes no bytes.
 */
export function glyphTables(glyphs: Glyph[]) {
  const bodies = glyphs.map((glyph) => simpleGlyph(glyph));
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  let offset = 0;
  bodies.forEach((body, i) => {
    offset += body.length;
    loca.writeUInt32BE(offset, (i + 1) * 4);
  });
  const boxes = glyphs.map((glyph) => extent(glyph.contours.flat()));
  const inked = glyphs.flatMap((glyph, i) => {
    const box = boxes[i];
    return box ? [{ ...box, right: glyph.advance - box.xMax }] : [];
  });
  return {
    glyf: Buffer.concat(bodies),
    loca,
    maxPoints: Math.max(...glyphs.map((glyph) => glyph.contours.flat().length)),
    maxContours: Math.max(...glyphs.map((glyph) => glyph.contours.length)),
    bounds: {
      xMin: Math.min(...inked.map((box) => box.xMin)),
      yMin: Math.min(...inked.map((box) => box.yMin)),
      xMax: Math.max(...inked.map((box) => box.xMax)),
      yMax: Math.max(...inked.map((box) => box.yMax)),
      minLeft: Math.min(...inked.map((box) => box.xMin)),
      minRight: Math.min(...inked.map((box) => box.right)),
      lefts: boxes.map((box) => box?.xMin ?? 0),
    },
  };
}

const onCurve = 0x01;
const overlapping = 0x40;

/** One simple glyph with full 16-bit coordinates; its strokes overlap, which the first flag announces. */
function simpleGlyph(glyph: Glyph): Buffer {
  const points = glyph.contours.flat();
  const box = extent(points);
  if (!box) return Buffer.alloc(0);
  const header = Buffer.alloc(10 + glyph.contours.length * 2 + 2);
  header.writeInt16BE(glyph.contours.length, 0);
  [box.xMin, box.yMin, box.xMax, box.yMax].forEach((value, i) => {
    header.writeInt16BE(value, 2 + i * 2);
  });
  let last = -1;
  glyph.contours.forEach((contour, i) => {
    last += contour.length;
    header.writeUInt16BE(last, 10 + i * 2);
  });
  const flags = Buffer.from(points.map((point, i) => (point.on ? onCurve : 0) | (i === 0 ? overlapping : 0)));
  const body = Buffer.concat([header, flags, deltas(points, "x"), deltas(points, "y")]);
  return Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
}

function deltas(points: OutlinePoint[], axis: "x" | "y"): Buffer {
  const buffer = Buffer.alloc(points.length * 2);
  let before = 0;
  points.forEach((point, i) => {
    buffer.writeInt16BE(point[axis] - before, i * 2);
    before = point[axis];
  });
  return buffer;
}

function extent(points: OutlinePoint[]) {
  if (points.length === 0) return undefined;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return { xMin: Math.min(...xs), yMin: Math.min(...ys), xMax: Math.max(...xs), yMax: Math.max(...ys) };
}
