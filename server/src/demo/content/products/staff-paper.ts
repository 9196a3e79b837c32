import { coverStaffPaper } from "../drawings/covers-music.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { times } from "../pdf/pdf-fonts.ts";
import type { DemoProduct } from "../types.ts";

const grey: Rgb = [110, 104, 96];

/** Paper: lines in a staff, staves in a group, groups on a page, millimetres between lines. */
const papers = [
  { name: "staves-12", lines: 5, group: 1, groups: 12, space: 2 },
  { name: "piano-5", lines: 5, group: 2, groups: 5, space: 2 },
  { name: "choir-3", lines: 5, group: 4, groups: 3, space: 1.8 },
  { name: "tablature-8", lines: 6, group: 1, groups: 8, space: 3 },
];

/** Ruled paper as PDF; free. */
export const staffPaper: DemoProduct = {
  key: "staff-paper",
  creatorKey: "ostinato",
  title: "Staff paper: four rulings",
  description: `Paper for writing music by hand: twelve plain staves, five systems for piano, three for four voices, and eight of tablature for guitar.

The lines are a warm dark grey and thinner than most, so that pencil wins. Margins leave room for a hole punch on the left and for names above. Nothing is printed on the page: no logo, no address, no "title" to fill in.

**Files**: four PDFs in A4, vectors, one page each. Print as many as you like; they come out right on Letter with "fit to page". Two staff spaces make four millimetres on the plain sheet, which suits most pencils; the choir sheet is a little tighter so that three systems fit.

Free, for schools and copy shops too. I made them because the pad I had bought since 1998 is no longer made, and you may have the same trouble.`,
  price: { amount: 0, currency: "usd" },
  category: "templates",
  tags: ["sheet music", "printable", "pdf", "free"],
  covers: [{ alt: "An empty sheet of staves with one clef and a pencil", draw: coverStaffPaper }],
  files: papers.map((paper) => ({
    name: `${paper.name}.pdf`,
    contentType: "application/pdf",
    make: async () => ruled(paper),
  })),
};

function ruled({ name, lines, group, groups, space }: (typeof papers)[number]): Buffer {
  const mm = 72 / 25.4;
  const pdf = createPdf({ title: `Staff paper: ${name}`, author: "Ostinato Press", subject: "Ruled paper" }, [
    times,
  ]);
  const page = pdf.addPage(595.28, 841.89);
  const [left, right, top, foot] = [20 * mm, 595.28 - 12 * mm, 24 * mm, 841.89 - 16 * mm];
  const staff = (lines - 1) * space * mm;
  const between = group > 1 ? staff * 1.25 : 0;
  const tall = group * staff + (group - 1) * between;
  const step = groups > 1 ? (foot - top - tall) / (groups - 1) : 0;
  for (let g = 0; g < groups; g++) {
    const y = top + g * step;
    for (let s = 0; s < group; s++)
      for (let i = 0; i < lines; i++) {
        const at = y + s * (staff + between) + i * space * mm;
        page.line(left, at, right, at, grey, 0.4);
      }
    if (group > 1) page.line(left, y, left, y + tall, grey, 0.8);
  }
  return pdf.finish();
}
