import { coverWorkingGrid } from "../drawings/covers-print.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";
import { workingGridChapters } from "./working-grid-chapters.ts";
import { drawGridFigure } from "./working-grid-figures.ts";

/** A short typeset book in PDF. */
export const workingGrid: DemoProduct = {
  key: "working-grid",
  creatorKey: "halden",
  title: "The working grid",
  description: `A field guide to laying out pages: margins, columns, line height, modules, hanging lines, and the moment to leave all of it behind. Eight short chapters, one figure each, written to be kept beside the keyboard.

**Chapters**

1. Begin with the margins
2. Columns come from the line
3. One line height for all
4. Modules
5. Hang, do not stack
6. When to break it
7. On screens
8. A list for the wall

It grew out of a handout for a weekend course in Malmö and has been tested on three years of students. The examples use millimetres for paper, points for type and pixels for screens, and every rule comes with the number to try first.

PDF, 10 pages in A5, vector figures, real text with bookmarks, prints well on both sides of A4. Set in Halden Sans and Times. Third printing, with the chapter on screens rewritten.`,
  price: { amount: 1800, currency: "usd" },
  category: "books",
  tags: ["layout", "typography", "pdf", "guide"],
  covers: [{ alt: "A double page with its columns and lines showing", draw: coverWorkingGrid }],
  files: [{ name: "the-working-grid.pdf", contentType: "application/pdf", make: async () => book() }],
};

const mustard: Rgb = [219, 166, 63];
const paper: Rgb = [251, 248, 241];
const ink: Rgb = [38, 34, 29];
const red: Rgb = [209, 69, 43];
const [width, height] = [419.53, 595.28];
const left = 60;

function book(): Buffer {
  const bold = embeddedFont(haldenBold());
  const regular = embeddedFont(haldenRegular());
  const pdf = createPdf(
    { title: "The working grid", author: "Studio Halden", subject: "A field guide to laying out pages" },
    [times, regular, bold],
  );
  const cover = pdf.addPage(width, height, "Cover");
  cover.rect(0, 0, width, height, mustard);
  for (let i = 0; i < 4; i++) cover.frame(left + i * 78, 60, 66, 475, paper, 0.75);
  cover.text(bold, 54, left - 3, 150, "The", ink);
  cover.text(bold, 54, left - 3, 206, "working", ink);
  cover.text(bold, 54, left - 3, 262, "grid", ink);
  cover.text(regular, 12, left, 535, "Studio Halden", ink);

  const contents = pdf.addPage(width, height, "Contents");
  contents.rect(0, 0, width, height, paper);
  contents.text(bold, 22, left, 96, "Contents", ink);
  workingGridChapters.forEach((chapter, i) => {
    const y = 150 + i * 28;
    contents.text(times, 11.5, left, y, chapter.title, ink);
    contents.text(regular, 10, 340, y, String(i + 3), red);
    contents.line(left, y + 9, 360, y + 9, [222, 214, 200], 0.5);
  });
  contents.text(
    times,
    9,
    left,
    535,
    "© 2026 Studio Halden. One copy for one reader; please do not pass it on.",
    ink,
  );

  workingGridChapters.forEach((chapter, i) => {
    const page = pdf.addPage(width, height, chapter.title);
    page.rect(0, 0, width, height, paper);
    page.text(regular, 10, left, 60, String(i + 1), red);
    page.text(bold, 22, left, 92, chapter.title, ink);
    drawGridFigure(page, chapter.figure, left, 122);
    let y = 364;
    for (const paragraph of chapter.paragraphs) {
      y =
        setParagraph(page, { font: times, size: 10.5, leading: 14, colour: ink }, paragraph, left, y, 300) +
        7;
    }
    page.text(regular, 8, 340, 562, String(i + 3), ink);
  });
  return pdf.finish();
}
