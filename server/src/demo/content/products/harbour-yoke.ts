import { bandNamed } from "../bands.ts";
import { coverHarbourSweater, coverHarbourYoke } from "../drawings/covers-knit.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type PdfPage, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";

/** A knitting pattern as PDF. */
export const harbourYoke: DemoProduct = {
  key: "harbour-yoke",
  creatorKey: "thistle",
  title: "Harbour yoke: a sweater in six sizes",
  description: `A sweater from the top down with one deep band of colour around the shoulders. The body is plain, so that the yoke does the talking and the evenings with two strands end after a week.

**Sizes** 84, 92, 100, 108, 118 and 128 cm around the chest, with 8 cm of ease.

**You need**

- Aran-weight wool: 850 to 1300 m of the ground, 180 m of natural, 90 m of rust, 40 m of sand
- 4.5 mm and 4 mm circular needles, 80 cm and 40 cm
- 18 stitches and 24 rows to 10 cm in stocking stitch

**The file** is five pages of A4: materials and sizes, the yoke with its chart in large squares, body, sleeves, finishing. Short rows lift the neck at the back. Every count stands in a table by size, so there is nothing to underline.

For knitters who have made one sweater before. Knit it for yourself, for others and for sale from your own hands.`,
  price: { amount: 900, currency: "usd" },
  category: "templates",
  tags: ["knitting", "pattern", "sweater", "colourwork", "pdf"],
  covers: [
    { alt: "Close view of a knitted yoke in navy, natural, rust and sand", draw: coverHarbourYoke },
    { alt: "The whole sweater laid flat", draw: coverHarbourSweater },
  ],
  files: [{ name: "harbour-yoke.pdf", contentType: "application/pdf", make: async () => pattern() }],
};

const ink: Rgb = [36, 40, 46];
const navy: Rgb = [34, 54, 79];
const rust: Rgb = [184, 83, 47];
const sand: Rgb = [205, 179, 139];
const grid: Rgb = [200, 194, 182];
const [width, height, left] = [595.28, 841.89, 64];

const sizes: [string, number[]][] = [
  ["Chest, cm", [92, 100, 108, 116, 126, 136]],
  ["Cast on at the neck", [84, 88, 88, 92, 96, 96]],
  ["Stitches after the yoke", [264, 288, 312, 336, 360, 384]],
  ["Body", [168, 180, 192, 208, 228, 244]],
  ["Each sleeve", [56, 62, 68, 72, 74, 78]],
  ["Length from the underarm, cm", [36, 37, 38, 39, 40, 40]],
  ["Sleeve, cm", [44, 45, 46, 46, 47, 47]],
];

const chapters: { title: string; paragraphs: string[] }[] = [
  {
    title: "Neck and yoke",
    paragraphs: [
      "With 4 mm needles and the ground colour cast on the stitches for your size. Join without twisting, mark the middle of the back, and work eight rounds of rib, two knit and two purl.",
      "Change to 4.5 mm. Knit one round and increase evenly to a multiple of twelve. Lift the back with three pairs of short rows: eight stitches past the mark, sixteen, twenty-four.",
      "Work the chart from the bottom, reading every round from right to left. Increase in the rounds that carry an arrow, always in the ground between two motifs, so that the repeat grows from eight stitches to ten and then to twelve.",
      "Carry the resting strand loosely. Where it rests for more than five stitches, catch it once at the back, and not above the catch of the round before.",
    ],
  },
  {
    title: "Body",
    paragraphs: [
      "Put the stitches of both sleeves on waste yarn, cast on six under each arm, and join. Knit straight in the ground colour until the body has the length for your size, less five centimetres.",
      "If the sweater shall fall straight, change to 4 mm and rib for five centimetres. If it shall hold the hip, take away one stitch in twelve first.",
      "Bind off in rib, with a needle one size larger in the right hand.",
    ],
  },
  {
    title: "Sleeves and finishing",
    paragraphs: [
      "Pick up the sleeve with six stitches from the underarm and two more at each side of them, which close the hole there and go again in the next round. Take away two stitches every ninth round, eleven times.",
      "At five centimetres before the length, change to 4 mm and rib. Bind off as the body.",
      "Weave in the ends, wash in lukewarm water with a little vinegar, and dry it flat to the measures. The yoke will look puckered until then; it always does.",
    ],
  },
];

function pattern(): Buffer {
  const [bold, regular] = [embeddedFont(haldenBold()), embeddedFont(haldenRegular())];
  const pdf = createPdf({ title: "Harbour yoke", author: "Thistle Knits", subject: "Knitting pattern" }, [
    times,
    regular,
    bold,
  ]);
  const front = pdf.addPage(width, height, "Materials and sizes");
  front.rect(0, 0, width, 250, navy);
  drawChart(front, left, 60, 9, 46);
  front.text(bold, 40, left, 330, "Harbour yoke", ink);
  front.text(regular, 13, left, 356, "A sweater from the top down, in six sizes", rust);
  let y = 410;
  for (const [label, values] of sizes) {
    front.text(times, 11, left, y, label, ink);
    for (const [i, value] of values.entries()) front.text(regular, 10, 300 + i * 40, y, String(value), ink);
    front.line(left, y + 7, width - left, y + 7, grid, 0.5);
    y += 24;
  }
  y += 16;
  for (const line of [
    "Wool of aran weight in four colours: ground, natural, rust, sand.",
    "Circular needles of 4.5 mm and 4 mm, long and short; waste yarn; one marker.",
    "18 stitches and 24 rows make 10 by 10 cm in stocking stitch, washed.",
  ])
    y =
      setParagraph(
        front,
        { font: times, size: 11.5, leading: 16, colour: ink },
        line,
        left,
        y,
        width - 2 * left,
      ) + 4;

  const chart = pdf.addPage(width, height, "Chart");
  chart.text(bold, 22, left, 84, "Chart", ink);
  drawChart(chart, left, 120, 18.5, 24);
  setParagraph(
    chart,
    { font: times, size: 11, leading: 15, colour: ink },
    "Read from the bottom and from right to left. Work the twelve stitches of the repeat all the way around; two repeats are drawn. Increase before rounds 5 and 14.",
    left,
    700,
    420,
  );
  for (const { title, paragraphs } of chapters) {
    const page = pdf.addPage(width, height, title);
    page.text(bold, 22, left, 84, title, ink);
    let line = 124;
    for (const paragraph of paragraphs)
      line =
        setParagraph(
          page,
          { font: times, size: 12, leading: 17.5, colour: ink },
          paragraph,
          left,
          line,
          430,
        ) + 9;
  }
  return pdf.finish();
}

/** The yoke as squares, the first round at the foot. */
function drawChart(page: PdfPage, x: number, y: number, cell: number, columns: number): void {
  const natural: Rgb = [246, 240, 228];
  const rows: { name: string; front: Rgb; ground: Rgb }[] = [
    { name: "Teeth", front: natural, ground: navy },
    { name: "Harbour", front: rust, ground: natural },
    { name: "Seeds", front: navy, ground: natural },
    { name: "Rope", front: sand, ground: navy },
  ];
  let row = 0;
  for (const { name, front, ground } of rows) {
    const band = bandNamed(name);
    for (let r = 0; r < band.height; r++, row++)
      for (let column = 0; column < columns; column++)
        page.rect(
          x + column * cell,
          y + row * cell,
          cell - 0.6,
          cell - 0.6,
          band.dark(column, r) ? front : ground,
        );
  }
}
