import type { Face } from "./face.ts";
import type { Contour } from "./outline.ts";

export type TextOptions = { size: number; tracking?: number; anchor?: "start" | "middle" | "end" };

/**
 * Sets one line of text as SVG path data, baseline starting at (x, y), y pointing down. `tracking` is extra space in
 * thousandths of the size. The path is to be filled with the nonzero rule. Refuses a character the face lacks.
 */
export function textPath(face: Face, text: string, x: number, y: number, options: TextOptions): string {
  const { size, anchor = "start" } = options;
  const width = textWidth(face, text, options);
  const scale = size / 1000;
  let pen = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
  let path = "";
  for (const { character, gap } of spaced(face, text, options.tracking ?? 0)) {
    const { contours, advance } = glyphOf(face, character);
    for (const contour of contours) path += contourPath(contour, pen, y, scale);
    pen += (advance + gap) * scale;
  }
  return path;
}

/** The width of one line in the units of `size`, without white space after the last glyph's own. */
export function textWidth(face: Face, text: string, options: TextOptions): number {
  let units = 0;
  for (const { character, gap } of spaced(face, text, options.tracking ?? 0)) {
    units += glyphOf(face, character).advance + gap;
  }
  return (units * options.size) / 1000;
}

/** SVG path data of one contour at (x, y), y pointing down; consecutive control points imply a point between them. */
export function contourPath(contour: Contour, x: number, y: number, scale: number): string {
  const at = (px: number, py: number) => `${short(x + px * scale)} ${short(y - py * scale)}`;
  const start = contour.findIndex((point) => point.on);
  const points = [...contour.slice(start), ...contour.slice(0, start)];
  let path = `M${at(points[0]!.x, points[0]!.y)}`;
  for (let i = 1; i <= points.length; i++) {
    const point = points[i % points.length]!;
    if (point.on) {
      if (i < points.length) path += `L${at(point.x, point.y)}`;
      continue;
    }
    const next = points[(i + 1) % points.length]!;
    const end = next.on ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    path += `Q${at(point.x, point.y)} ${at(end.x, end.y)}`;
    if (next.on) i++;
  }
  return `${path}Z`;
}

function spaced(face: Face, text: string, tracking: number): { character: string; gap: number }[] {
  const characters = [...text];
  return characters.map((character, i) => {
    const next = characters[i + 1];
    const gap = next === undefined ? 0 : tracking + (face.kerning.get(character + next) ?? 0);
    return { character, gap };
  });
}

function glyphOf(face: Face, character: string) {
  const glyph = face.glyphs.get(character);
  if (!glyph) throw new Error(`${face.family} has no glyph for ${JSON.stringify(character)}`);
  return glyph;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
