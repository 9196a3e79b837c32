import type { Face, Glyph } from "./font/face.ts";
import { type Contour, disc, polygon, ring } from "./font/outline.ts";

const side = 1000;
const pen = 90;

/** One square of a chart a letter: the sign a knitter expects, at the key that is easiest to remember. */
const signs: Record<string, { name: string; draw: () => Contour[] }> = {
  k: { name: "knit", draw: () => [stroke([500, 200], [500, 800])] },
  p: { name: "purl", draw: () => [stroke([250, 500], [750, 500])] },
  o: { name: "yarn over", draw: () => ring({ w: pen, h: pen }, 250, 250, 750, 750) },
  "/": { name: "knit two together", draw: () => [stroke([220, 200], [780, 800])] },
  "\\": { name: "slip, slip, knit", draw: () => [stroke([220, 800], [780, 200])] },
  v: { name: "slip", draw: () => [stroke([220, 780], [500, 220]), stroke([500, 220], [780, 780])] },
  m: {
    name: "make one",
    draw: () => [
      stroke([240, 240], [240, 780]),
      stroke([240, 780], [500, 420]),
      stroke([500, 420], [760, 780]),
      stroke([760, 780], [760, 240]),
    ],
  },
  b: { name: "bobble", draw: () => [disc(500, 500, 250, 250)] },
  x: { name: "no stitch", draw: () => [stroke([240, 240], [760, 760]), stroke([240, 760], [760, 240])] },
  t: {
    name: "knit through the back loop",
    draw: () => [stroke([500, 180], [500, 560]), ...ring({ w: pen, h: pen }, 340, 480, 660, 820)],
  },
  A: {
    name: "centred double decrease",
    draw: () => [
      stroke([220, 220], [500, 780]),
      stroke([500, 780], [780, 220]),
      stroke([500, 220], [500, 780]),
    ],
  },
  w: {
    name: "wrap",
    draw: () => [
      stroke([200, 300], [800, 300]),
      stroke([280, 300], [280, 700]),
      stroke([720, 300], [720, 700]),
    ],
  },
  l: {
    name: "cable leaning left",
    draw: () => [stroke([180, 780], [820, 220]), stroke([180, 220], [430, 440])],
  },
  r: {
    name: "cable leaning right",
    draw: () => [stroke([180, 220], [820, 780]), stroke([820, 220], [570, 440])],
  },
  d: {
    name: "drop",
    draw: () => [
      stroke([500, 800], [500, 360]),
      stroke([320, 500], [500, 300]),
      stroke([680, 500], [500, 300]),
    ],
  },
  "-": {
    name: "turn",
    draw: () => [
      stroke([220, 500], [780, 500]),
      stroke([220, 500], [420, 700]),
      stroke([220, 500], [420, 300]),
    ],
  },
};

/** The signs with their names, by the letter that sets them. */
export const stitchNames: [string, string][] = Object.entries(signs).map(([key, { name }]) => [key, name]);

export function stitchGlyphs(): Glyph[] {
  return Object.entries(signs).map(([character, { draw }]) => ({
    character,
    advance: side,
    contours: draw().map((contour) => contour.map((p) => ({ ...p, x: Math.round(p.x), y: Math.round(p.y) }))),
  }));
}

/** A face whose letters are squares of a chart. */
export function stitchFace(): Face {
  const glyphs = new Map(stitchGlyphs().map((glyph) => [glyph.character, glyph]));
  glyphs.set(" ", { character: " ", advance: side, contours: [] });
  return {
    family: "Thistle Chart",
    style: "Regular",
    weight: 400,
    glyphs,
    kerning: new Map(),
    maker: "Thistle Knits",
  };
}

/** A straight line of the pen between two points, drawn clockwise as outlines are. */
function stroke([x0, y0]: [number, number], [x1, y1]: [number, number]): Contour {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [dx, dy] = [((x1 - x0) / length) * (pen / 2), ((y1 - y0) / length) * (pen / 2)];
  return polygon(
    [x0 - dx - dy, y0 - dy + dx],
    [x1 + dx - dy, y1 + dy + dx],
    [x1 + dx + dy, y1 + dy - dx],
    [x0 - dx + dy, y0 - dy - dx],
  );
}
