import type { Contour, Pen } from "./outline.ts";

/** What borders a glyph on one side; it decides the white space there. */
type Edge = "stem" | "round" | "open" | "none" | "figure";

/** A recipe: `body` is the inked width before white space, `draw` puts the ink between x = 0 and that width. */
export type GlyphRecipe = {
  left: Edge;
  right: Edge;
  body: (pen: Pen) => number;
  draw: (pen: Pen, body: number) => Contour[];
};

export type GlyphSet = Record<string, GlyphRecipe>;

/** Heights shared by all glyphs, in thousandths of the type size. */
export const capHeight = 700;
export const xHeight = 500;
export const ascender = 740;
export const descender = -200;
export const overshoot = 10;

/** A recipe whose body is `width` at the regular weight and grows with the pen. */
export function glyph(left: Edge, right: Edge, width: number, draw: GlyphRecipe["draw"]): GlyphRecipe {
  return { left, right, body: (pen) => width + (pen.w - 80) * 0.5, draw };
}

/** A recipe as wide as one upright stroke plus `extra`. */
export function narrow(left: Edge, right: Edge, extra: number, draw: GlyphRecipe["draw"]): GlyphRecipe {
  return { left, right, body: (pen) => pen.w + extra, draw };
}

/** White space beside an edge of this kind; heavier pens sit closer together. */
export function bearing(edge: Edge, pen: Pen): number {
  const heavier = pen.w - 80;
  if (edge === "stem") return 78 - heavier * 0.22;
  if (edge === "round") return 44 - heavier * 0.16;
  if (edge === "open") return 32 - heavier * 0.1;
  if (edge === "figure") return 44 - heavier * 0.25;
  return 10;
}
