import { coverReadingCharts } from "../drawings/covers-knit.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type PdfPage, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";
import { chartLessons } from "./reading-charts-lessons.ts";

/** A short course as PDF with practice rows as plain text. */
export const readingCharts: DemoProduct = {
  key: "reading-charts",
  creatorKey: "thistle",
  title: "Reading a knitting chart: a short course",
  description: `For knitters who follow words well and freeze before squares. Six lessons of one evening each, from "one square is one stitch" to a chart that changes its number of stitches on the way.

**Lessons**

1. Squares, rows and the corner where it begins
2. There and back: why every second row runs the other way
3. Repeats, and the stitches that are outside of them
4. Signs that are not colours
5. No stitch: the squares that are not there
6. Finding a mistake three rows later

Each lesson has a chart to knit on a dozen stitches with any yarn that lies around, and says what the result should look like. I have taught it in a shop in Galway on eleven winters' Tuesdays, and the order is the one in which questions come up.

PDF, seven pages of A4 in large type. The practice rows also come as plain text, for screen readers and for those who would rather check with words.`,
  price: { amount: 1900, currency: "usd" },
  category: "education",
  tags: ["knitting", "course", "charts", "beginners", "pdf"],
  covers: [
    { alt: "A chart of two kites with arrows for the direction of its rows", draw: coverReadingCharts },
  ],
  files: [
    { name: "reading-a-chart.pdf", contentType: "application/pdf", make: async () => course() },
    { name: "practice-rows.txt", contentType: "text/plain", make: async () => Buffer.from(practice()) },
  ],
};

const ink: Rgb = [47, 63, 57];
const green: Rgb = [63, 90, 82];
const pale: Rgb = [232, 236, 228];
const red: Rgb = [200, 85, 61];

function course(): Buffer {
  const [bold, regular] = [embeddedFont(haldenBold()), embeddedFont(haldenRegular())];
  const pdf = createPdf(
    { title: "Reading a knitting chart", author: "Thistle Knits", subject: "Six lessons" },
    [times, regular, bold],
  );
  const front = pdf.addPage(595.28, 841.89, "Reading a knitting chart");
  front.rect(0, 0, 595.28, 841.89, pale);
  drawRows(front, chartLessons[2]!.rows, 72, 130, 26);
  front.text(bold, 38, 70, 560, "Reading a", ink);
  front.text(bold, 38, 70, 604, "knitting chart", ink);
  front.text(regular, 13, 72, 640, "Six evenings. Thistle Knits", red);
  chartLessons.forEach((lesson, i) => {
    const page = pdf.addPage(595.28, 841.89, lesson.title);
    page.text(regular, 12, 72, 86, `Lesson ${i + 1}`, red);
    page.text(bold, 24, 72, 118, lesson.title, ink);
    let y = 160;
    for (const paragraph of lesson.paragraphs)
      y = setParagraph(page, { font: times, size: 13, leading: 19, colour: ink }, paragraph, 72, y, 440) + 10;
    drawRows(page, lesson.rows, 72, y + 24, 22);
  });
  return pdf.finish();
}

function drawRows(page: PdfPage, rows: string[], x: number, y: number, cell: number): void {
  rows.forEach((row, r) => {
    [...row].forEach((stitch, c) => {
      if (stitch === " ") return;
      page.rect(x + c * cell, y + r * cell, cell - 1.5, cell - 1.5, stitch === "#" ? green : [252, 250, 244]);
      page.frame(x + c * cell, y + r * cell, cell - 1.5, cell - 1.5, green, 0.4);
      const [cx, cy] = [x + c * cell + cell / 2 - 0.75, y + r * cell + cell / 2 - 0.75];
      if (stitch === "o") page.circle(cx, cy, cell * 0.26, ink, 1.4);
      if (stitch === "/") page.line(cx - 6, cy + 6, cx + 6, cy - 6, ink, 1.4);
      if (stitch === "-") page.line(cx - 6, cy, cx + 6, cy, ink, 1.4);
    });
  });
}

function practice(): string {
  const word: Record<string, string> = {
    "#": "dark",
    ".": "light",
    o: "yarn over",
    "/": "two together",
    "-": "purl",
    " ": "",
  };
  return chartLessons
    .map(({ title, rows }, i) => {
      const lines = rows.toReversed().map((row, r) => {
        const stitches = [...(r % 2 === 0 ? row.split("").reverse().join("") : row)]
          .map((stitch) => word[stitch]!)
          .filter(Boolean);
        return `Row ${r + 1}: ${runs(stitches)}`;
      });
      return `Lesson ${i + 1}. ${title}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

function runs(stitches: string[]): string {
  const counted: [string, number][] = [];
  for (const stitch of stitches) {
    const last = counted.at(-1);
    if (last?.[0] === stitch) last[1] += 1;
    else counted.push([stitch, 1]);
  }
  return counted.map(([stitch, count]) => `${count} ${stitch}`).join(", ");
}
