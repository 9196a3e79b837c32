import { coverKitchenChart } from "../drawings/covers-kitchen.ts";
import { haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont } from "../pdf/pdf-fonts.ts";
import type { DemoProduct } from "../types.ts";

const cups: [string, number][] = [
  ["flour, wheat", 125],
  ["flour, rye", 105],
  ["sugar", 200],
  ["sugar, brown", 215],
  ["sugar, icing", 120],
  ["butter", 227],
  ["rice", 185],
  ["oats", 90],
  ["honey", 340],
  ["milk", 244],
  ["oil", 218],
  ["cocoa", 85],
  ["almonds, ground", 96],
  ["breadcrumbs", 108],
  ["lentils", 195],
  ["salt, fine", 290],
];
const ovens: [string, string, string][] = [
  ["drying", "90", "195"],
  ["slow", "150", "300"],
  ["cakes", "175", "350"],
  ["roasting", "200", "390"],
  ["bread", "245", "475"],
];

/** A wall chart as PDF; free. */
export const kitchenChart: DemoProduct = {
  key: "kitchen-chart",
  creatorKey: "haddad",
  title: "One cup in grams: a kitchen wall chart",
  description: `A chart for the inside of a cupboard door: what a cup of sixteen common things weighs, drawn as bars, so that the eye remembers that honey is heavy and oats are light.

Below it stand the five temperatures one really uses, in both scales, and what a spoon holds.

**The file** is one page of A3 as PDF, in vectors. It prints on two sheets of A4 as well, and stays readable from across a small kitchen. The ink is dark on yellow; there is a second page in black on white for printers that are low on colour.

The weights are for things spooned into the cup and levelled, which is what most American recipes mean. I weighed each of them ten times and took the middle.

Free. Hang it up, give it away, put it into your school's cookbook.`,
  price: { amount: 0, currency: "usd" },
  category: "templates",
  tags: ["kitchen", "conversion", "printable", "pdf", "free"],
  covers: [
    { alt: "A yellow chart that shows what a cup of six things weighs in grams", draw: coverKitchenChart },
  ],
  files: [{ name: "one-cup-in-grams.pdf", contentType: "application/pdf", make: async () => chart() }],
};

const [width, height] = [841.89, 1190.55];

function chart(): Buffer {
  const [bold, regular, light] = [haldenBold(), haldenRegular(), haldenLight()].map(embeddedFont) as [
    ReturnType<typeof embeddedFont>,
    ReturnType<typeof embeddedFont>,
    ReturnType<typeof embeddedFont>,
  ];
  const pdf = createPdf(
    { title: "One cup in grams", author: "Leila Haddad", subject: "A kitchen wall chart" },
    [bold, regular, light],
  );
  const pages: [string, Rgb, Rgb][] = [
    ["In colour", [232, 184, 74], [51, 42, 36]],
    ["In black", [255, 255, 255], [0, 0, 0]],
  ];
  for (const [name, paper, ink] of pages) {
    const page = pdf.addPage(width, height, name);
    page.rect(0, 0, width, height, paper);
    page.text(bold, 84, 60, 136, "One cup", ink);
    page.text(light, 44, 560, 136, "in grams", ink);
    page.rect(60, 164, width - 120, 4, ink);
    cups.forEach(([what, grams], i) => {
      const y = 192 + i * 44;
      page.text(regular, 21, 60, y + 24, what, ink);
      page.rect(270, y, grams * 1.42, 30, ink);
      page.text(bold, 19, 270 + grams * 1.42 - 44, y + 22, String(grams), paper);
    });
    page.rect(60, 920, width - 120, 4, ink);
    ovens.forEach(([what, celsius, fahrenheit], i) => {
      page.text(regular, 19, 60 + i * 148, 966, what, ink);
      page.text(bold, 36, 60 + i * 148, 1012, celsius, ink);
      page.text(light, 19, 60 + i * 148, 1042, `${fahrenheit} F`, ink);
    });
    page.text(
      regular,
      19,
      60,
      1112,
      "A tablespoon is 15 ml, a teaspoon 5. Three teaspoons make a tablespoon, sixteen of those a cup.",
      ink,
    );
  }
  return pdf.finish();
}
