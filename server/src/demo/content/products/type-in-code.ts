import { coverTypeInCode } from "../drawings/covers-type.ts";
import { outline, rect, svgDocument } from "../drawings/svg.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type PdfPage, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, type PdfFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { typeLessons } from "./type-in-code-lessons.ts";
import { courseReadme, drawProgram } from "./type-in-code-source.ts";

/** A course: a workbook in PDF and its source in a ZIP. */
export const typeInCode: DemoProduct = {
  key: "type-in-code",
  creatorKey: "halden",
  title: "A typeface in code: the course",
  description: `Draw a working sans serif with a few functions instead of a font editor. The course follows the way Halden Sans was made: rectangles, ellipses, strokes with two sides, slants, and white space by edge. You finish with outlines that can be written into a font file.

**What you get**

- The workbook, seven pages in A4 PDF, five lessons with an exercise each
- \`glyphs.json\`, the outlines of Halden Sans Regular to compare with yours
- \`draw.mjs\`, a program of thirty lines that sets a word as SVG
- Five exercise sheets in SVG with the guide lines drawn

**What you need**

Some programming in any language and an evening for each lesson. The examples are in JavaScript for Node 20, without libraries; students have worked along in Python and Rust.

The price includes answers by e-mail for three months: send your letters as SVG and you get them back with notes. Licensed for one person; for a class of up to twenty, write to us.`,
  price: { amount: 7900, currency: "usd" },
  category: "education",
  tags: ["course", "type design", "workbook", "javascript"],
  covers: [{ alt: "A small g with its points and handles", draw: coverTypeInCode }],
  files: [
    { name: "type-in-code-workbook.pdf", contentType: "application/pdf", make: async () => workbook() },
    { name: "type-in-code-source.zip", contentType: "application/zip", make: async () => source() },
  ],
};

const night: Rgb = [28, 40, 72];
const cream: Rgb = [243, 236, 221];
const coral: Rgb = [214, 92, 60];
const pale: Rgb = [226, 229, 238];
const [width, height] = [595, 842];

function workbook(): Buffer {
  const bold = embeddedFont(haldenBold());
  const regular = embeddedFont(haldenRegular());
  const pdf = createPdf(
    { title: "A typeface in code", author: "Studio Halden", subject: "Course workbook" },
    [times, regular, bold],
  );
  const cover = pdf.addPage(width, height, "Cover");
  cover.rect(0, 0, width, height, night);
  cover.text(bold, 58, 60, 160, "A typeface", cream);
  cover.text(bold, 58, 60, 224, "in code", cream);
  cover.text(bold, 420, 240, 640, "g", [39, 55, 99]);
  cover.text(regular, 13, 60, 770, "Workbook, Studio Halden, 2026", cream);

  const before = pdf.addPage(width, height, "Before you begin");
  before.text(bold, 28, 60, 110, "Before you begin", night);
  let y = 160;
  for (const text of [
    "You need an editor, a way to run a program, and something that shows SVG: a browser will do. Make one file with an empty list called contours and a function that writes it out as a path. Everything in this workbook is a function that adds to that list.",
    "Work in units of a thousand to the height of the type, with zero on the baseline and y pointing up, as fonts do. Turn y over only when you write the SVG.",
    "The lessons build on each other. Each ends with an exercise; do it before you turn the page, and compare your points with those in glyphs.json afterwards, not before.",
  ]) {
    y = setParagraph(before, { font: times, size: 12.5, leading: 18, colour: night }, text, 60, y, 440) + 9;
  }
  typeLessons.forEach((lesson, i) => {
    before.text(regular, 12, 60, y + 30 + i * 24, `${i + 1}`, coral);
    before.text(regular, 12, 84, y + 30 + i * 24, lesson.title, night);
  });

  typeLessons.forEach((lesson, i) => {
    const page = pdf.addPage(width, height, lesson.title);
    page.text(regular, 11, 60, 70, `Lesson ${i + 1}`, coral);
    page.text(bold, 28, 60, 106, lesson.title, night);
    drawPoints(page, regular, lesson.letter, 60, 136, 475, 300);
    let line = 480;
    for (const paragraph of lesson.paragraphs) {
      line =
        setParagraph(page, { font: times, size: 12, leading: 17, colour: night }, paragraph, 60, line, 440) +
        8;
    }
    page.line(60, 734, 535, 734, coral, 0.75);
    page.text(bold, 11, 60, 756, "Exercise", night);
    setParagraph(page, { font: times, size: 12, leading: 16, colour: night }, lesson.exercise, 130, 756, 380);
  });
  return pdf.finish();
}

/** A letter in pale tone with its points and handles on a pale field. */
function drawPoints(
  page: PdfPage,
  font: PdfFont,
  letter: string,
  x: number,
  y: number,
  fieldWidth: number,
  fieldHeight: number,
): void {
  page.rect(x, y, fieldWidth, fieldHeight, [245, 246, 250]);
  const glyph = haldenRegular().glyphs.get(letter)!;
  const scale = fieldHeight / 1120;
  const originX = x + (fieldWidth - glyph.advance * scale) / 2;
  const originY = y + fieldHeight - 300 * scale;
  for (const level of [0, 500, 700]) {
    page.line(x, originY - level * scale, x + fieldWidth, originY - level * scale, pale, 0.75);
  }
  const at = (p: { x: number; y: number }) => [originX + p.x * scale, originY - p.y * scale] as const;
  page.text(font, 1000 * scale, originX, originY, letter, [208, 214, 232]);
  for (const contour of glyph.contours) {
    contour.forEach((point, i) => {
      const [px, py] = at(point);
      if (point.on) {
        page.rect(px - 2, py - 2, 4, 4, night);
        return;
      }
      for (const near of [contour.at(i - 1)!, contour[(i + 1) % contour.length]!]) {
        const [qx, qy] = at(near);
        page.line(px, py, qx, qy, coral, 0.6);
      }
      page.circle(px, py, 2.2, coral);
    });
  }
}

function source(): Buffer {
  const face = haldenRegular();
  const glyphs = Object.fromEntries(
    [...face.glyphs.values()].map((glyph) => [
      glyph.character,
      {
        advance: glyph.advance,
        contours: glyph.contours.map((contour) => contour.map((p) => [p.x, p.y, p.on ? 1 : 0])),
      },
    ]),
  );
  return makeZip([
    { name: "type-in-code/README.md", data: courseReadme },
    { name: "type-in-code/draw.mjs", data: drawProgram },
    { name: "type-in-code/glyphs.json", data: `${JSON.stringify({ unitsPerEm: 1000, glyphs })}\n` },
    ...typeLessons.map((lesson, i) => ({
      name: `type-in-code/exercises/lesson-${i + 1}-${lesson.letter === "H" || lesson.letter === "A" ? "capitals" : "small-letters"}.svg`,
      data: exerciseSheet(),
    })),
  ]);
}

function exerciseSheet(): string {
  const levels = [0, 500, 700].map((level) => outline(`M0 ${900 - level}H2400`, "#9aa5c4", 2));
  const ticks = Array.from({ length: 24 }, (_, i) => outline(`M${i * 100} 180V1140`, "#e2e5ee", 1));
  return svgDocument(2400, 1200, [rect(0, 0, 2400, 1200, "#ffffff"), ...ticks, ...levels]);
}
