import { coverMapMarks } from "../drawings/covers-maps.ts";
import { mapMarks, markSvg } from "../map-marks.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Signs for maps as SVG; free. */
export const mapMarksSet: DemoProduct = {
  key: "map-marks",
  creatorKey: "contour",
  title: "Map marks: 24 signs for walkers' maps",
  description: `Peaks, huts, springs, ferries, fords and gates: twenty-four signs for the maps people draw for each other, for a walk on Sunday, a village trail or the way to a wedding.

Every sign is one path on a grid of 24 units with a line of 1.6 and round ends, so that the set holds together at 16 pixels and on a wall. Colour comes from the text around it. There is no fill to fight with, and the cliffs point downhill.

**In the archive**

- 24 SVG files, named for what they show
- \`marks.svg\`, a sheet of symbols to use with \`<use href="marks.svg#peak">\`
- A page that shows them all with their names

Free for any use, changed or not. If you draw a sign that is missing, send it to me: the set grows a little every winter.`,
  price: { amount: 0, currency: "usd" },
  category: "icons",
  tags: ["maps", "icons", "svg", "free"],
  covers: [{ alt: "Twenty-four map signs in dark green, three of them in rust", draw: coverMapMarks }],
  files: [{ name: "map-marks.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  const names = Object.keys(mapMarks);
  const symbols = names.map(
    (name) => `<symbol id="${name}" viewBox="0 0 24 24"><path d="${mapMarks[name]}"/></symbol>`,
  );
  return makeZip([
    ...names.map((name) => ({ name: `map-marks/svg/${name}.svg`, data: markSvg(name) })),
    {
      name: "map-marks/marks.svg",
      data: `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">\n${symbols.join("\n")}\n</svg>\n`,
    },
    { name: "map-marks/index.html", data: page(names) },
  ]);
}

function page(names: string[]): string {
  const figures = names.map(
    (name) =>
      `<figure><img src="svg/${name}.svg" alt="" width="48" height="48"><figcaption>${name}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Map marks</title>
<style>body{font:15px/1.4 system-ui;margin:2rem auto;max-width:44rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(7rem,1fr));gap:1.5rem}figure{margin:0;text-align:center}</style>
${figures.join("\n")}
</html>
`;
}
