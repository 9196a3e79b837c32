import sharp from "sharp";
import { coverSoups, coverSoupsFour } from "../drawings/covers-kitchen.ts";
import { makeEpub } from "../epub.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";
import { soupBook } from "./twelve-soups-source.ts";

/** A cookbook as EPUB and PDF. */
export const twelveSoups: DemoProduct = {
  key: "twelve-soups",
  creatorKey: "haddad",
  title: "Twelve soups",
  description: `One soup for each month, for four people and one pot. They are the soups I cook when nobody is coming: few things, in season, in an order that leaves time to set the table.

**From the contents** January, chickpeas and lemon. April, green peas and mint. June, cold cucumber. September, tomatoes and stale bread. October, pumpkin with tahini. December, onions, for a long time.

Each recipe fits one page: what to buy, what to do, and one thing that goes wrong. Weights are in grams, spoons are level, and the oven stays off. Eleven of the twelve are without meat, nine without dairy.

**Two files**: an EPUB for the kitchen tablet, with text as large as you like, and a PDF to print, two recipes on a sheet of A4.

Third season, with the corrections that readers sent. If a soup fails, write to me; the next edition will say why.`,
  price: { amount: 1600, currency: "usd" },
  category: "books",
  tags: ["cookbook", "soup", "epub", "pdf", "seasonal"],
  covers: [
    { alt: "A blue bowl of pumpkin soup on a checked cloth beside a spoon", draw: coverSoups },
    { alt: "Four bowls from above: pumpkin, peas, beetroot and bread soup", draw: coverSoupsFour },
  ],
  files: [
    { name: "twelve-soups.epub", contentType: "application/epub+zip", make: epub },
    { name: "twelve-soups.pdf", contentType: "application/pdf", make: async () => pdf() },
  ],
};

async function epub(): Promise<Buffer> {
  const front = await sharp(await coverSoups())
    .extract({ left: 265, top: 0, width: 850, height: 1200 })
    .jpeg({ quality: 84 })
    .toBuffer();
  return makeEpub({
    id: "0197f3c2-7b20-7a31-8c5d-2e9a41d6f0b3",
    title: "Twelve soups",
    author: "Leila Haddad",
    summary: "One soup for each month, for four people and one pot.",
    chapters: soupBook.map(({ month, title, buy, steps, wrong }) => ({
      title: `${month}: ${title}`,
      paragraphs: [`For four: ${buy}.`, ...steps, `What goes wrong: ${wrong}`],
    })),
    cover: front,
  });
}

const ink: Rgb = [51, 42, 36];
const red: Rgb = [181, 72, 47];

function pdf(): Buffer {
  const [bold, regular] = [embeddedFont(haldenBold()), embeddedFont(haldenRegular())];
  const book = createPdf({ title: "Twelve soups", author: "Leila Haddad", subject: "A cookbook" }, [
    times,
    regular,
    bold,
  ]);
  soupBook.forEach(({ month, title, buy, steps, wrong }, i) => {
    const page = book.addPage(419.53, 595.28, `${month}: ${title}`);
    page.circle(
      352,
      78,
      34,
      [
        [217, 115, 47],
        [138, 154, 75],
        [140, 47, 60],
        [226, 182, 90],
      ][i % 4] as Rgb,
    );
    page.circle(352, 78, 26, [251, 246, 236], 2);
    page.text(regular, 11, 48, 74, month, red);
    page.text(bold, 22, 48, 102, title, ink);
    let y =
      setParagraph(page, { font: regular, size: 9.5, leading: 14, colour: ink }, buy, 48, 140, 324) + 12;
    for (const step of steps)
      y = setParagraph(page, { font: times, size: 11.5, leading: 16, colour: ink }, step, 48, y, 324) + 7;
    page.line(48, y + 4, 100, y + 4, red, 1);
    setParagraph(page, { font: times, size: 10.5, leading: 14.5, colour: red }, wrong, 48, y + 24, 324);
  });
  return book.finish();
}
