import { figures } from "./figures.ts";
import { bearing, capHeight, type GlyphRecipe, type GlyphSet, narrow, xHeight } from "./glyph.ts";
import { lowercase } from "./lowercase.ts";
import { type Contour, disc, type Pen, polygon, ring } from "./outline.ts";
import { punctuation } from "./punctuation.ts";
import { uppercase } from "./uppercase.ts";

/** A drawn glyph: contours already moved right of their white space, in units of 1000 to the em. */
export type Glyph = { character: string; advance: number; contours: Contour[] };
export type Face = {
  family: string;
  style: string;
  weight: number;
  glyphs: Map<string, Glyph>;
  kerning: Map<string, number>;
  /** Default: Studio Halden. */
  maker?: string;
};

/** Halden Sans in its three weights, drawn from one set of recipes. */
export const haldenLight = lazily(() => drawFace("Light", 300, { w: 42, h: 39 }));
export const haldenRegular = lazily(() => drawFace("Regular", 400, { w: 80, h: 71 }));
export const haldenBold = lazily(() => drawFace("Bold", 700, { w: 134, h: 114 }));

function lazily(draw: () => Face): () => Face {
  let face: Face | undefined;
  return () => {
    face ??= draw();
    return face;
  };
}

function drawFace(style: string, weight: number, pen: Pen): Face {
  const glyphs = new Map<string, Glyph>();
  glyphs.set(" ", { character: " ", advance: 250, contours: [] });
  const sets: GlyphSet = { ...uppercase, ...lowercase, ...figures, ...punctuation };
  for (const [character, recipe] of Object.entries(sets))
    glyphs.set(character, drawGlyph(character, recipe, pen));
  for (const [character, [base, mark]] of Object.entries(accented)) {
    const under = glyphs.get(base === "i" ? "ı" : base) ?? drawGlyph("ı", dotlessI, pen);
    const height = /[A-Z]/.test(base) ? capHeight : xHeight;
    const accent = marks[mark](pen, under.advance / 2, height);
    glyphs.set(character, { ...under, character, contours: [...under.contours, ...accent] });
  }
  return { family: "Halden Sans", style, weight, glyphs, kerning: kerningPairs() };
}

function drawGlyph(character: string, recipe: GlyphRecipe, pen: Pen): Glyph {
  const body = recipe.body(pen);
  const left = bearing(recipe.left, pen);
  const contours = recipe
    .draw(pen, body)
    .map((contour) => contour.map((p) => ({ x: Math.round(p.x + left), y: Math.round(p.y), on: p.on })));
  return { character, advance: Math.round(left + body + bearing(recipe.right, pen)), contours };
}

const dotlessI: GlyphRecipe = narrow("stem", "stem", 0, (pen) => [
  polygon([0, 0], [0, xHeight], [pen.w, xHeight], [pen.w, 0]),
]);

type Mark = "dieresis" | "acute" | "ring";

const marks: Record<Mark, (pen: Pen, x: number, height: number) => Contour[]> = {
  dieresis: (pen, x, height) => {
    const r = pen.w * 0.36 + 18;
    return [x - 95, x + 95].map((cx) => rounded(disc(cx, height + 140, r, r)));
  },
  acute: (pen, x, height) => {
    const half = pen.w * 0.45;
    const low = height + 70;
    return [
      rounded(
        polygon(
          [x - 50 - half, low],
          [x - 50 + half, low],
          [x + 60 + half, low + 130],
          [x + 60 - half, low + 130],
        ),
      ),
    ];
  },
  ring: (pen, x, height) => {
    const thin = { w: pen.w * 0.7, h: pen.h * 0.7 };
    const r = 70 + pen.w * 0.3;
    return ring(thin, x - r, height + 50, x + r, height + 50 + 2 * r).map(rounded);
  },
};

const accented: Record<string, [string, Mark]> = {
  Ä: ["A", "dieresis"],
  Ö: ["O", "dieresis"],
  Ü: ["U", "dieresis"],
  Å: ["A", "ring"],
  É: ["E", "acute"],
  ä: ["a", "dieresis"],
  ö: ["o", "dieresis"],
  ü: ["u", "dieresis"],
  å: ["a", "ring"],
  á: ["a", "acute"],
  é: ["e", "acute"],
  í: ["i", "acute"],
  ó: ["o", "acute"],
  ú: ["u", "acute"],
};

function rounded(contour: Contour): Contour {
  return contour.map((p) => ({ x: Math.round(p.x), y: Math.round(p.y), on: p.on }));
}

/** Pairs that need less (or more) white space than their edges give, in font units. */
function kerningPairs(): Map<string, number> {
  const pairs = new Map<string, number>();
  const add = (lefts: string, rights: string, value: number) => {
    for (const left of lefts) for (const right of rights) pairs.set(left + right, value);
  };
  add("AL", "TVWY", -70);
  add("TVWY", "A", -70);
  add("TY", "acdegoqsmnpruvwxyz", -80);
  add("VW", "aceogqdsu", -44);
  add("FP", "A", -70);
  add("TVWYFPvwyr", ".,", -80);
  add("L", "’'\"”", -90);
  add("A", "vwyUOCGQ", -24);
  add("OCGQD", "AVXYT", -24);
  add("KRX", "OCGQ", -26);
  add("vwyxk", "aceogqd", -14);
  add("oebpcg", "vwyx", -14);
  add("r", "aceogqd", -24);
  add("ft", "oaeg", -10);
  return pairs;
}
