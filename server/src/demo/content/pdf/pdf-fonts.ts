import type { Face } from "../font/face.ts";
import { ascender, capHeight, descender } from "../font/glyph.ts";
import { writeTtf } from "../font/write-ttf.ts";
import { pdfStream } from "./pdf-stream.ts";
import { fromWinAnsi, winAnsi } from "./win-ansi.ts";

/** A font for `createPdf`: `width` measures in points at size 1, `write` adds its objects and returns the reference. */
export type PdfFont = {
  name: string;
  width(text: string): number;
  write(add: (body: string | Buffer) => number): number;
};

/** The serif every PDF reader brings along (ISO 32000-1, 9.6.2.2), with Adobe's published widths. */
export const times: PdfFont = {
  name: "Times-Roman",
  width: (text) =>
    [...winAnsi(text)].reduce((sum, c) => sum + (timesWidths[c.charCodeAt(0) - 32] ?? 500), 0) / 1000,
  write: (add) => add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"),
};

/** Embeds one of our own faces as a TrueType font. */
export function embeddedFont(face: Face): PdfFont {
  const name = `${face.family.replaceAll(" ", "")}-${face.style}`;
  const advance = (character: string) => face.glyphs.get(character)?.advance ?? 560;
  return {
    name,
    width: (text) => [...text].reduce((sum, character) => sum + advance(character), 0) / 1000,
    write(add) {
      const data = writeTtf(face);
      const file = add(pdfStream(`/Length1 ${data.length}`, data));
      const descriptor = add(
        `<< /Type /FontDescriptor /FontName /${name} /Flags 32 /FontBBox [-120 -260 1000 960] /ItalicAngle 0 ` +
          `/Ascent ${ascender} /Descent ${descender} /CapHeight ${capHeight} /StemV ${face.weight / 5} ` +
          `/FontFile2 ${file} 0 R >>`,
      );
      const widths = Array.from({ length: 224 }, (_, i) => advance(fromWinAnsi(i + 32)));
      return add(
        `<< /Type /Font /Subtype /TrueType /BaseFont /${name} /FirstChar 32 /LastChar 255 ` +
          `/Widths [${widths.join(" ")}] /FontDescriptor ${descriptor} 0 R /Encoding /WinAnsiEncoding >>`,
      );
    },
  };
}

const timesWidths = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
  500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
  389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
  500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
  278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541, 500, 500, 500, 333, 500, 444, 1000, 500, 500, 333,
  1000, 556, 333, 889, 500, 611, 500, 500, 333, 333, 444, 444, 350, 500, 1000,
];
