import { coverIslandIndex, coverIslands, drawIsland } from "../drawings/covers-maps.ts";
import { svgDocument } from "../drawings/svg.ts";
import { islands } from "../islands.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

/** Maps of invented islands as SVG. */
export const islandMaps: DemoProduct = {
  key: "island-maps",
  creatorKey: "contour",
  title: "Nine imagined islands",
  description: `Nine islands that are nowhere, mapped as if they were somewhere: shore, depths, heights and contour lines every twenty-five metres, with each fifth line drawn heavier.

They were made for a friend's game and turned out to be useful whenever a story, a lesson or a mock-up needs a place that nobody can say is wrong.

**In the archive**

- Nine maps as SVG, 1600 × 1200 units, real paths grouped from sea to summit
- No text on eight of them, so that you can name things yourself; Stenholm carries a few names to show how the lettering sits
- The colours are flat fills: change seven tints and four blues, and the season changes

They open in Illustrator, Inkscape, Affinity and Figma, and scale to a wall. Print, publish and sell what you make with them; please do not sell the maps on as maps.`,
  price: { amount: 2400, currency: "usd" },
  category: "graphics",
  tags: ["maps", "svg", "worldbuilding", "contours"],
  covers: [
    { alt: "A contour map of the island Stenholm with two towns and a summit", draw: coverIslands },
    { alt: "All nine islands side by side on an index sheet", draw: coverIslandIndex },
  ],
  files: [{ name: "nine-islands.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    ...islands.map((island, i) => ({
      name: `nine-islands/${i + 1}-${island.name.toLowerCase()}.svg`,
      data: svgDocument(1600, 1200, drawIsland(island, { columns: 140, lettered: i === 0 })),
    })),
    {
      name: "nine-islands/LICENCE.txt",
      data: licenceText("Nine imagined islands", "Contour & Line", mediaTerms),
    },
  ]);
}
