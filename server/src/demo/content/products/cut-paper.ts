import sharp from "sharp";
import { coverCutPaperArches, coverCutPaperHills } from "../drawings/covers-more.ts";
import { coverCutPaper } from "../drawings/covers-print.ts";
import { compositionCount, cutPaper } from "../drawings/cut-paper.ts";
import { svgDocument } from "../drawings/svg.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip, type ZipEntry } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

/** A pack of pictures as JPEG and SVG. */
export const cutPaperPack: DemoProduct = {
  key: "cut-paper",
  creatorKey: "halden",
  title: "Cut paper: ten compositions",
  description: `Ten flat compositions of quarter circles, leaves, arches, hills and blocks, in four palettes of five colours. They began as scissors-and-glue exercises for a calendar and were redrawn as vectors so that every edge is exact.

**In the archive**

- 10 JPEG files, 1600 × 1600 pixels, sRGB
- The same 10 as SVG, with plain paths and no clipping masks, so single shapes can be taken out
- A text file listing the hex values of the four palettes

They work as covers for podcasts and playlists, as backgrounds behind large type, for wrapping paper and for screen printing: no picture uses more than five flat colours. *Quarters* and *leaves* meet their neighbours edge to edge and can be laid out side by side for larger areas.

Personal and commercial use, also on things you sell. Not for resale as stock images.`,
  price: { amount: 1600, currency: "usd" },
  category: "graphics",
  tags: ["illustration", "geometric", "jpeg", "svg", "backgrounds"],
  covers: [
    { alt: "Six compositions of flat cut shapes", draw: coverCutPaper },
    { alt: "A composition of hills as a print", draw: coverCutPaperHills },
    { alt: "A composition of arches as a print", draw: coverCutPaperArches },
  ],
  files: [{ name: "cut-paper.zip", contentType: "application/zip", make: archive }],
};

async function archive(): Promise<Buffer> {
  const entries: ZipEntry[] = [];
  const colours = new Set<string>();
  for (let i = 0; i < compositionCount; i++) {
    const { name, elements } = cutPaper(i);
    const svg = svgDocument(1600, 1600, elements);
    const jpeg = await sharp(Buffer.from(svg)).flatten().jpeg({ quality: 88 }).toBuffer();
    for (const [colour] of svg.matchAll(/#[0-9a-f]{6}/g)) colours.add(colour);
    entries.push({ name: `cut-paper/jpeg/${name}.jpg`, data: jpeg, store: true });
    entries.push({ name: `cut-paper/svg/${name}.svg`, data: svg });
  }
  entries.push({ name: "cut-paper/palettes.txt", data: `${[...colours].join("\n")}\n` });
  entries.push({
    name: "cut-paper/LICENCE.txt",
    data: licenceText("Cut paper", "Studio Halden", mediaTerms),
  });
  return makeZip(entries);
}
