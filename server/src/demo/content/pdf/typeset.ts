import type { PdfPage, Rgb } from "./pdf.ts";
import type { PdfFont } from "./pdf-fonts.ts";

type ParagraphStyle = { font: PdfFont; size: number; leading: number; colour?: Rgb };

/** Sets a paragraph flush left in a column, first baseline at `y`, and returns the baseline that would come next. */
export function setParagraph(
  page: PdfPage,
  style: ParagraphStyle,
  text: string,
  x: number,
  y: number,
  width: number,
): number {
  let baseline = y;
  for (const line of breakLines(style, text, width)) {
    page.text(style.font, style.size, x, baseline, line, style.colour);
    baseline += style.leading;
  }
  return baseline;
}

/** Breaks text into lines no wider than `width` points; a single longer word keeps a line of its own. */
export function breakLines(style: { font: PdfFont; size: number }, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && style.font.width(longer) * style.size > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== "") lines.push(line);
  return lines;
}
