import { coverHaldenLetters, coverHaldenWeights } from "../drawings/covers-more.ts";
import { coverHaldenSans } from "../drawings/covers-type.ts";
import { type Face, haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { writeTtf } from "../font/write-ttf.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont, times } from "../pdf/pdf-fonts.ts";
import { setParagraph } from "../pdf/typeset.ts";
import type { DemoProduct } from "../types.ts";
import { licenceText } from "./licences.ts";

/** A typeface in three weights with its specimen. */
export const haldenSans: DemoProduct = {
  key: "halden-sans",
  creatorKey: "halden",
  title: "Halden Sans",
  description: `Halden Sans is a geometric sans serif with circular bowls, a single-storey **a** and strokes cut level at the ends. It was drawn for captions and interface text, and it holds up as a headline in Bold.

**What you get**

- Three weights as TrueType files: Light, Regular and Bold
- A four-page specimen in PDF
- The licence as plain text

**Details**

- Basic Latin with figures of equal width, typographer's quotes, dashes and signs, and the accents for Swedish, German and Spanish vowels
- 211 kerning pairs in each weight
- 1000 units to the em, cap height 700, x-height 500
- Works on macOS, Windows, Linux and as a web font; no installer

One licence covers five desktop seats and one website without a limit on page views. Apps and e-books are included. This is version 1.2; updates within version 1 are free and appear in your library.`,
  price: { amount: 3900, currency: "usd" },
  category: "fonts",
  tags: ["sans serif", "geometric", "ttf", "web font"],
  covers: [
    { alt: "The letters Rag in Halden Sans Bold between their guide lines", draw: coverHaldenSans },
    { alt: "The letters and figures of Halden Sans in rows", draw: coverHaldenLetters },
    { alt: "One line in Light, Regular and Bold", draw: coverHaldenWeights },
  ],
  files: [
    ttf("HaldenSans-Light.ttf", haldenLight),
    ttf("HaldenSans-Regular.ttf", haldenRegular),
    ttf("HaldenSans-Bold.ttf", haldenBold),
    { name: "Halden-Sans-specimen.pdf", contentType: "application/pdf", make: async () => specimen() },
    {
      name: "LICENCE.txt",
      contentType: "text/plain",
      make: async () =>
        Buffer.from(
          licenceText("Halden Sans 1.2", "Studio Halden", [
            "The fonts may be installed on five computers of the licensee.",
            "They may be used on one website as web fonts, and in apps, e-books and printed work without a limit.",
            "They may be converted to other formats for the licensee's own use. The changed files stay under this licence.",
            "They may not be passed on, sold or offered for download as fonts.",
          ]),
        ),
    },
  ],
};

function ttf(name: string, face: () => Face) {
  return { name, contentType: "font/ttf", make: async () => writeTtf(face()) };
}

const ink: Rgb = [31, 28, 25];
const clay: Rgb = [196, 81, 45];
const paper: Rgb = [241, 235, 223];

function specimen(): Buffer {
  const [light, regular, bold] = [haldenLight(), haldenRegular(), haldenBold()].map(embeddedFont) as [
    ReturnType<typeof embeddedFont>,
    ReturnType<typeof embeddedFont>,
    ReturnType<typeof embeddedFont>,
  ];
  const pdf = createPdf(
    { title: "Halden Sans: a specimen", author: "Studio Halden", subject: "Type specimen" },
    [light, regular, bold, times],
  );
  const [width, height] = [595, 842];
  const cover = pdf.addPage(width, height, "Halden Sans");
  cover.rect(0, 0, width, height, paper);
  cover.text(bold, 300, 40, 470, "Aa", ink);
  cover.line(48, 470, 547, 470, clay, 1);
  cover.text(regular, 24, 48, 760, "Halden Sans", clay);
  cover.text(regular, 12, 48, 784, "Light, Regular, Bold", ink);

  const sets = [
    "ABCDEFGHIJKLM",
    "NOPQRSTUVWXYZ",
    "abcdefghijklm",
    "nopqrstuvwxyz",
    "0123456789 €$%&",
    "ÄÅÖÜÉ äåöüéáíóú",
    "( ) [ ] ! ? , . : ; – — “ ”",
  ];
  for (const [name, font] of [
    ["Light", light],
    ["Regular", regular],
    ["Bold", bold],
  ] as const) {
    const page = pdf.addPage(width, height, name);
    page.text(font, 40, 48, 92, name, clay);
    sets.forEach((set, i) => {
      page.text(font, 34, 48, 158 + i * 50, set, ink);
    });
    page.line(48, 500, 547, 500, clay, 0.75);
    const sample =
      "A level line of small letters is mostly white. The letter is only the part of the white we chose to fill, and a face is a decision about that, made sixty times over.";
    let y = 530;
    for (const size of [20, 14, 10]) {
      page.text(regular, 8, 48, y, `${size} pt`, clay);
      y = setParagraph(page, { font, size, leading: size * 1.4, colour: ink }, sample, 92, y, 455) + size;
    }
  }
  return pdf.finish();
}
