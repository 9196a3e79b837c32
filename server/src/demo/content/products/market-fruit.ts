import { coverFruit, coverFruitThree } from "../drawings/covers-kitchen.ts";
import { fruits } from "../drawings/fruit.ts";
import { group, svgDocument } from "../drawings/svg.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

/** Illustrations as SVG. */
export const marketFruit: DemoProduct = {
  key: "market-fruit",
  creatorKey: "haddad",
  title: "Market fruit: ten halves",
  description: `Orange, blood orange, lemon, lime, grapefruit, fig, pomegranate, kiwi, pear and plum, each cut in half and drawn in flat colour. I drew them for the labels of a winter's marmalade, and then for menus, recipe cards and a friend's market stall.

They are made to be small: every shape still reads at the size of a thumbnail, and there are no gradients to band in print.

**In the archive**

- 10 SVG files, square, with a transparent ground
- \`crate.svg\`, all ten side by side
- a text file with the colours of each fruit, which make good palettes for whatever stands next to it

Six to nine colours a fruit, plain shapes only. They cut well on a plotter and print well on kraft paper, where the pith stays lighter than the paper if you put white under it.

For anything you make or sell, labels included.`,
  price: { amount: 1200, currency: "usd" },
  category: "graphics",
  tags: ["illustration", "food", "svg", "labels"],
  covers: [
    { alt: "Twelve halves of fruit in three rows", draw: coverFruit },
    { alt: "A pomegranate, a blood orange and a fig on dark green", draw: coverFruitThree },
  ],
  files: [{ name: "market-fruit.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  const drawn = fruits.map(({ name, draw }) => ({ name, shapes: draw() }));
  const colours = drawn.map(
    ({ name, shapes }) => `${name}: ${[...new Set(shapes.match(/#[0-9a-f]{6}/g))].join(" ")}`,
  );
  return makeZip([
    ...drawn.map(({ name, shapes }) => ({
      name: `market-fruit/${name}.svg`,
      data: svgDocument(240, 240, [group([shapes], 120, 120)]),
    })),
    {
      name: "market-fruit/crate.svg",
      data: svgDocument(
        1200,
        480,
        drawn.map(({ shapes }, i) => group([shapes], 120 + (i % 5) * 240, 120 + Math.floor(i / 5) * 240)),
      ),
    },
    { name: "market-fruit/colours.txt", data: `${colours.join("\n")}\n` },
    { name: "market-fruit/LICENCE.txt", data: licenceText("Market fruit", "Leila Haddad", mediaTerms) },
  ]);
}
