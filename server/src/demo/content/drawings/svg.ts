import sharp from "sharp";
import type { Face } from "../font/face.ts";
import { type TextOptions, textPath } from "../font/text-path.ts";

/** Renders SVG elements on a 1600 x 1200 sheet of one colour as PNG. */
export function renderCover(ground: string, ...elements: string[]): Promise<Buffer> {
  return renderPng(1600, 1200, rect(0, 0, 1600, 1200, ground), ...elements);
}

/** Renders SVG elements as PNG, without an alpha channel. */
export function renderPng(width: number, height: number, ...elements: string[]): Promise<Buffer> {
  return sharp(Buffer.from(svgDocument(width, height, elements)))
    .removeAlpha()
    .png({ compressionLevel: 1, adaptiveFiltering: false })
    .toBuffer();
}

/** A whole SVG document; no element in it may need a font of the host. */
export function svgDocument(width: number, height: number, elements: string[]): string {
  const body = elements.join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n${body}\n</svg>\n`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}" fill="${fill}"/>`;
}

export function circle(cx: number, cy: number, r: number, fill: string): string {
  return `<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r)}" fill="${fill}"/>`;
}

export function outline(d: string, colour: string, thickness: number, extra = ""): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${thickness}" ${extra}/>`;
}

export function shape(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

/** A line of text as a filled path. */
export function lettering(
  face: Face,
  text: string,
  x: number,
  y: number,
  fill: string,
  options: TextOptions,
): string {
  return shape(textPath(face, text, x, y, options), fill);
}

/** A group moved, turned (degrees, about its origin) and scaled. */
export function group(elements: string[], x: number, y: number, turn = 0, scale = 1): string {
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${turn}) scale(${scale})">${elements.join("")}</g>`;
}

export function polygonPath(points: [number, number][]): string {
  return `${points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${n(x)} ${n(y)}`).join("")}Z`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
