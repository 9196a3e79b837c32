import sharp from "sharp";
import { coverRidges, coverRidgesNight, coverRidgesWarm } from "../drawings/covers-maps.ts";
import { svgDocument } from "../drawings/svg.ts";
import { drawPanorama, panoramas } from "../panoramas.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip, type ZipEntry } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

/** Wide backdrops as JPEG. */
export const ridgePanoramas: DemoProduct = {
  key: "ridge-panoramas",
  creatorKey: "contour",
  title: "Ridge lines: six backdrops",
  description: `Six views over ridges, from first light to blue hour, made as backdrops: behind a product photograph, a presenter, a lyric video or a desktop full of windows. They stay quiet in the lower half, where the subject usually stands.

They are drawn, not photographed. The ridges come from the same height noise that I use for maps, and the air between them follows how haze really gathers: paler and warmer with distance, thickest in the valleys.

**What you get**

- Six JPEG files, 2560 × 1440 pixels, sRGB
- The same six as SVG, so that the width is yours to choose
- Names of the colours of each sky, as hex values in the SVG

First light, Ember, Rain front, Blue hour, Larches, White-out. Use them in anything you make, printed or on screen; a credit is welcome and not required.`,
  price: { amount: 1800, currency: "usd" },
  category: "photography",
  tags: ["backdrops", "wallpaper", "landscape", "jpeg", "svg"],
  covers: [
    { alt: "Grey-blue ridges one behind another at first light", draw: coverRidges },
    { alt: "The same kind of view at blue hour with a small moon", draw: coverRidgesNight },
    { alt: "Ridges in warm haze under an evening sun", draw: coverRidgesWarm },
  ],
  files: [{ name: "ridge-lines.zip", contentType: "application/zip", make: archive }],
};

async function archive(): Promise<Buffer> {
  const entries: ZipEntry[] = [];
  for (const view of panoramas) {
    const svg = svgDocument(2560, 1440, drawPanorama(view, 2560, 1440));
    const jpeg = await sharp(Buffer.from(svg)).flatten().jpeg({ quality: 86 }).toBuffer();
    entries.push({ name: `ridge-lines/jpeg/${view.name}.jpg`, data: jpeg, store: true });
    entries.push({ name: `ridge-lines/svg/${view.name}.svg`, data: svg });
  }
  entries.push({
    name: "ridge-lines/LICENCE.txt",
    data: licenceText("Ridge lines", "Contour & Line", mediaTerms),
  });
  return makeZip(entries);
}
