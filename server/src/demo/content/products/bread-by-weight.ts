import { coverBread, coverBreadParts } from "../drawings/covers-kitchen.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";

type Loaf = { name: string; water: number; starter: number; salt: number; paragraphs: string[] };

const loaves: Loaf[] = [
  {
    name: "Country loaf",
    water: 74,
    starter: 20,
    salt: 2,
    paragraphs: [
      "Mix flour and water and leave them alone for forty minutes. Add starter and salt with wet hands.",
      "Fold four times in two hours. Shape when the dough has grown by half and moves like a full water bottle.",
      "Overnight in the cold, then 245 degrees with a lid for twenty minutes and without it for twenty-two.",
    ],
  },
  {
    name: "Seeded rye",
    water: 82,
    starter: 35,
    salt: 2,
    paragraphs: [
      "Half rye, half wheat, and a fifth of the flour's weight in seeds that were soaked in their own weight of hot water.",
      "It is not kneaded. It is stirred, put into a tin, and left until it reaches the rim.",
      "Bake for fifty minutes at 220 degrees, and do not cut it before tomorrow.",
    ],
  },
  {
    name: "Baguette",
    water: 68,
    starter: 8,
    salt: 2,
    paragraphs: [
      "A cold night for the dough, not for the shaped loaf.",
      "Divide into pieces of 280 grams, let them rest, roll them out in three movements.",
      "Three cuts, each over the last third of the one before. 250 degrees with steam.",
    ],
  },
  {
    name: "Flatbread",
    water: 60,
    starter: 0,
    salt: 1.5,
    paragraphs: [
      "Flour, water, salt and a spoon of oil. Knead for five minutes, rest for half an hour.",
      "Roll as thin as a coin. A hot dry pan, one minute a side.",
      "Keep them in a cloth, so that the steam makes them soft.",
    ],
  },
  {
    name: "Brioche",
    water: 48,
    starter: 12,
    salt: 1.8,
    paragraphs: [
      "Milk and eggs count as water: milk nearly all of its weight, eggs three quarters.",
      "Butter, half the weight of the flour, comes in last and cold, piece by piece.",
      "180 degrees until the middle has 93.",
    ],
  },
];

/** A guide to baking by percentages. */
export const breadByWeight: DemoProduct = {
  key: "bread-by-weight",
  creatorKey: "haddad",
  title: "Bread by weight: five loaves, one method",
  description: `Bakers do not write recipes, they write percentages: everything against a hundred of flour. Once you read bread that way, any amount of any loaf is a matter of one multiplication, and two recipes can be compared at a glance.

Five loaves show how it works: a country loaf, a seeded rye, baguettes, a flatbread and a brioche. Between them lie the three numbers that decide nearly everything: water, starter and salt.

**What you get**

- A guide in PDF, seven pages, with each loaf drawn as bars before it is told in words
- \`loaves.csv\`, the same numbers for a spreadsheet, with grams for 500, 800 and 1000 g of flour
- a page to keep by the oven, for writing down what the flour did this time

For people with a scale, an oven and some patience. If you have no starter, any baker will give you a spoon of theirs.`,
  price: { amount: 2000, currency: "usd" },
  category: "education",
  tags: ["baking", "bread", "guide", "pdf", "csv"],
  covers: [
    { alt: "A floured loaf with an ear of wheat cut into its crust", draw: coverBread },
    { alt: "Five doughs as bars: water and starter against flour", draw: coverBreadParts },
  ],
  files: [
    { name: "bread-by-weight.pdf", contentType: "application/pdf", make: async () => guide() },
    { name: "loaves.csv", contentType: "text/csv", make: async () => table() },
  ],
};

const ink: Rgb = [51, 42, 36];
const crust: Rgb = [178, 111, 53];
const water: Rgb = [127, 163, 173];
const flour: Rgb = [233, 217, 186];

function guide(): Buffer {
  const [bold, regular] = [embeddedFont(haldenBold()), embeddedFont(haldenRegular())];
  const pdf = createPdf(
    { title: "Bread by weight", author: "Leila Haddad", subject: "Five loaves, one method" },
    [times, regular, bold],
  );
  const front = pdf.addPage(595.28, 841.89, "Bread by weight");
  front.rect(0, 0, 595.28, 841.89, [66, 80, 90]);
  front.text(bold, 54, 64, 360, "Bread", flour);
  front.text(bold, 54, 64, 420, "by weight", flour);
  front.text(regular, 14, 66, 460, "Leila Haddad", flour);
  for (const loaf of loaves) {
    const page = pdf.addPage(595.28, 841.89, loaf.name);
    page.text(bold, 28, 64, 110, loaf.name, ink);
    const parts: [string, number, Rgb][] = [
      ["flour", 100, flour],
      ["water", loaf.water, water],
      ["starter", loaf.starter, crust],
      ["salt", loaf.salt, ink],
    ];
    parts.forEach(([name, share, colour], i) => {
      page.text(regular, 12, 64, 176 + i * 44, name, ink);
      page.rect(140, 158 + i * 44, 3.6 * share, 26, colour);
      page.text(regular, 12, 152 + 3.6 * share, 176 + i * 44, String(share), ink);
    });
    let y = 390;
    for (const paragraph of loaf.paragraphs)
      y = setParagraph(page, { font: times, size: 13, leading: 19, colour: ink }, paragraph, 64, y, 440) + 10;
  }
  const notes = pdf.addPage(595.28, 841.89, "By the oven");
  notes.text(bold, 22, 64, 100, "By the oven", ink);
  for (let i = 0; i < 24; i++) notes.line(64, 150 + i * 26, 531, 150 + i * 26, [210, 200, 184], 0.6);
  return pdf.finish();
}

function table(): Buffer {
  const rows = loaves.flatMap(({ name, water: w, starter, salt }) =>
    [500, 800, 1000].map((grams) =>
      [name, grams, (grams * w) / 100, (grams * starter) / 100, (grams * salt) / 100].join(","),
    ),
  );
  return Buffer.from(`${["loaf,flour_g,water_g,starter_g,salt_g", ...rows].join("\r\n")}\r\n`);
}
