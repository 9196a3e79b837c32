import { type Band, bands } from "../bands.ts";
import { coverBands, coverBandsKnitted } from "../drawings/covers-knit.ts";
import { rect, svgDocument } from "../drawings/svg.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

const repeats = 4;

/** Bands for knitting as charts. */
export const colourworkBands: DemoProduct = {
  key: "colourwork-bands",
  creatorKey: "thistle",
  title: "Twenty-four colourwork bands",
  description: `Bands to put around a mitten, a hat or a hem: from *Salt*, which is three rows and one stitch in four, to a double rose of seventeen rows. They are sorted by height and by repeat, since that is how one looks for them at ten in the evening.

**Each band comes as**

- SVG, four repeats wide, one square a stitch, in the two colours you will change anyway
- plain text, \`#\` and \`.\`, to paste into a charting program or a message
- a line in \`bands.csv\` with repeat, rows and the longest float

The longest float is there because it decides whether a band is pleasant. Up to five stitches it is; beyond that, catch the strand.

Sixteen are old, in the sense that nobody knows who knitted them first; eight I have not seen before, which does not mean much. Use them in your own designs, also in patterns that you sell, with or without my name.`,
  price: { amount: 1400, currency: "usd" },
  category: "graphics",
  tags: ["knitting", "charts", "colourwork", "svg", "patterns"],
  covers: [
    { alt: "Seven bands one above another on squared paper", draw: coverBands },
    { alt: "The rose knitted in rust and natural", draw: coverBandsKnitted },
  ],
  files: [{ name: "colourwork-bands.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    ...bands.map((band) => ({ name: `colourwork-bands/svg/${fileName(band)}.svg`, data: chart(band) })),
    ...bands.map((band) => ({
      name: `colourwork-bands/text/${fileName(band)}.txt`,
      data: `${rowsOf(band, repeats).join("\n")}\n`,
    })),
    {
      name: "colourwork-bands/bands.csv",
      data: [
        "name,repeat,rows,longest_float",
        ...bands.map((band) => [band.name, band.width, band.height, longestFloat(band)].join(",")),
      ].join("\r\n"),
    },
  ]);
}

function fileName({ name, height }: Band): string {
  return `${String(height).padStart(2, "0")}-${name.toLowerCase().replaceAll(" ", "-")}`;
}

function rowsOf({ width, height, dark }: Band, times: number): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width * times }, (_, x) => (dark(x, y) ? "#" : ".")).join(""),
  );
}

function chart(band: Band): string {
  const squares = rowsOf(band, repeats).flatMap((row, y) =>
    [...row].map((stitch, x) => rect(x * 20, y * 20, 19, 19, stitch === "#" ? "#22364f" : "#f3eee3")),
  );
  return svgDocument(band.width * repeats * 20, band.height * 20, squares);
}

/** The most stitches that a strand passes behind in any row, around the corner of the repeat too. */
function longestFloat(band: Band): number {
  const runs = rowsOf(band, 3)
    .filter((row) => row.includes("#") && row.includes("."))
    .flatMap((row) => row.match(/#+|\.+/g)!.slice(1, -1));
  return Math.max(...runs.map((run) => run.length));
}
