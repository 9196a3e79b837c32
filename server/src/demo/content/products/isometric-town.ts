import { coverTown, coverTownPieces } from "../drawings/covers-kumi.ts";
import { isometric } from "../drawings/isometric.ts";
import { svgDocument } from "../drawings/svg.ts";
import { plots } from "../geometry/town.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

/** Isometric illustrations as SVG. */
export const isometricTown: DemoProduct = {
  key: "isometric-town",
  creatorKey: "kumi",
  title: "A town in pieces: isometric plots",
  description: `Nine plots of a small European town, each on its own square, made to be put side by side: houses in brick, lime, blue and rose, a cottage, a tower, a park, a square with its fountain, and water.

Everything stands on the same grid and is lit from the same side, so whatever you lay out looks as if it had been drawn in one go. Put the plots that are farther away first, the nearer ones over them; that is the whole method.

**In the archive**

- 9 SVG files with plain shapes, no filters, no clipping masks
- \`quarter.svg\`, the scene on the cover with one group for each plot
- hex values of the colours, wall by wall

Good for maps of neighbourhoods, for explaining how a service works, and for the page that says there is nothing here yet. Use them in clients' work as you like; not for resale as illustrations.`,
  price: { amount: 2100, currency: "usd" },
  category: "graphics",
  tags: ["isometric", "illustration", "svg", "buildings"],
  covers: [
    { alt: "A quarter of an isometric town by the water", draw: coverTown },
    { alt: "Six of the plots apart from each other", draw: coverTownPieces },
  ],
  files: [{ name: "town-in-pieces.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  const to = isometric(300, 420, 300);
  const drawn = plots.map((plot) => ({ name: plot.name, shapes: plot.draw(to, 0, 0) }));
  const quarter = plots.map((plot, i) => {
    const [x, y] = [i % 3, Math.floor(i / 3)];
    return { depth: x + y, group: `<g id="${plot.name}">${plot.draw(isometric(600, 320, 190), x, y)}</g>` };
  });
  const colours = drawn.map(
    ({ name, shapes }) => `${name}: ${[...new Set(shapes.match(/#[0-9a-f]{6}/g))].join(" ")}`,
  );
  return makeZip([
    ...drawn.map(({ name, shapes }) => ({ name: `town/${name}.svg`, data: svgDocument(600, 760, [shapes]) })),
    {
      name: "town/quarter.svg",
      data: svgDocument(
        1200,
        1000,
        quarter.toSorted((a, b) => a.depth - b.depth).map(({ group }) => group),
      ),
    },
    { name: "town/colours.txt", data: `${colours.join("\n")}\n` },
    { name: "town/LICENCE.txt", data: licenceText("A town in pieces", "Kumi Works", mediaTerms) },
  ]);
}
