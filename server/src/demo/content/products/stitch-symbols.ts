import { coverStitchSymbols } from "../drawings/covers-knit.ts";
import { writeTtf } from "../font/write-ttf.ts";
import { stitchFace, stitchNames } from "../stitch-face.ts";
import type { DemoProduct } from "../types.ts";
import { licenceText } from "./licences.ts";

/** A symbol font for charts. */
export const stitchSymbols: DemoProduct = {
  key: "stitch-symbols",
  creatorKey: "thistle",
  title: "Thistle Chart: a font for knitting charts",
  description: `A font whose letters are the squares of a chart. Type \`kkop/kk\` in a row of a table, set it in Thistle Chart, and there stands what the needles will do. No drawing program, no copying of little circles.

**The signs** knit, purl, yarn over, decreases in both directions and in the middle, make one, slip, bobble, wrap, through the back loop, two cable crossings, no stitch. Each sits on the key that is easiest to remember, and all are one em wide and one em high, so that rows stand exactly above each other when line height is 1.

**You get**

- \`ThistleChart-Regular.ttf\`, which works in Word, Pages, InDesign, Affinity and on the web
- a key to print, as a small HTML page
- the licence: one designer, any number of patterns, embedding in PDF included

The signs follow what most published patterns use. Where two habits exist I have taken the one that cannot be mistaken for another sign.`,
  price: { amount: 1200, currency: "usd" },
  category: "fonts",
  tags: ["knitting", "symbols", "font", "charts", "ttf"],
  covers: [{ alt: "Fifteen stitch signs in the squares of a chart", draw: coverStitchSymbols }],
  files: [
    { name: "ThistleChart-Regular.ttf", contentType: "font/ttf", make: async () => writeTtf(stitchFace()) },
    { name: "key.html", contentType: "text/html", make: async () => Buffer.from(keyPage()) },
    {
      name: "LICENCE.txt",
      contentType: "text/plain",
      make: async () => Buffer.from(licenceText("Thistle Chart", "Thistle Knits", terms)),
    },
  ],
};

const terms = [
  "One designer may install the font and use it in any number of patterns and books, printed or as PDF with the font embedded, free or for sale.",
  "Please do not pass the font file on.",
];

function keyPage(): string {
  const rows = stitchNames.map(
    ([key, name]) =>
      `<tr><td><kbd>${key.replace("<", "&lt;")}</kbd></td><td class="sign">${key}</td><td>${name}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Thistle Chart: the key</title>
<style>
@font-face { font-family: "Thistle Chart"; src: url("ThistleChart-Regular.ttf"); }
body { font: 16px/1.5 system-ui; margin: 2rem auto; max-width: 30rem; }
td { padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid #ddd; }
.sign { font: 32px/1 "Thistle Chart"; }
</style>
<h1>The key</h1>
<table>
${rows.join("\n")}
</table>
</html>
`;
}
