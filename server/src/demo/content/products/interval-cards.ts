import { interval } from "../audio/struck.ts";
import { coverIntervals } from "../drawings/covers-music.ts";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { createPdf, type Rgb } from "../pdf/pdf.ts";
import { embeddedFont } from "../pdf/pdf-fonts.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Name and how to recognise it, by semitones from one. */
const intervals: [string, string][] = [
  ["minor second", "two people in one doorway"],
  ["major second", "a step, nothing else"],
  ["minor third", "a child calling from the garden"],
  ["major third", "a doorbell"],
  ["fourth", "the beginning of an announcement"],
  ["tritone", "a question without an answer"],
  ["fifth", "tuning a violin"],
  ["minor sixth", "a long look back"],
  ["major sixth", "opening a window"],
  ["minor seventh", "almost there, and waiting"],
  ["major seventh", "reaching for the top shelf"],
  ["octave", "the same again, taller"],
];

/** Ear training as sounds and cards. */
export const intervalCards: DemoProduct = {
  key: "interval-cards",
  creatorKey: "ostinato",
  title: "Twelve intervals: an ear training deck",
  description: `Learn to hear how far two notes are apart, in ten minutes a day. Twelve intervals, each with its sound, its name and a picture in words that has stuck with my pupils better than the beginnings of famous songs.

**The deck**

- 12 recordings: first note, second note, both together
- 12 cards as PDF, two to a page, to cut out: the question on one side, the answer on the other
- \`intervals.csv\` to import into Anki, with the sounds attached by name

**The plan** stands on the first page: four intervals in the first week, two more each week after, and what to do on the day when fourths and fifths fall apart again, because that day comes.

All you need is something that plays WAV files. It works for singers and guitarists as well as for pianists, and for everyone who was told at school that they had no ear.`,
  price: { amount: 2200, currency: "usd" },
  category: "education",
  tags: ["ear training", "music theory", "anki", "wav", "course"],
  covers: [
    { alt: "An octave of piano keys with coloured bows from the first key to others", draw: coverIntervals },
  ],
  files: [
    { name: "interval-cards.pdf", contentType: "application/pdf", make: async () => cards() },
    { name: "interval-sounds.zip", contentType: "application/zip", make: async () => sounds() },
  ],
};

const ink: Rgb = [34, 31, 38];
const red: Rgb = [198, 80, 60];
const paper: Rgb = [246, 240, 228];

function cards(): Buffer {
  const [bold, regular] = [embeddedFont(haldenBold()), embeddedFont(haldenRegular())];
  const pdf = createPdf(
    { title: "Twelve intervals", author: "Ostinato Press", subject: "Ear training cards" },
    [regular, bold],
  );
  const plan = pdf.addPage(595.28, 841.89, "The plan");
  plan.text(bold, 32, 60, 110, "Twelve intervals", ink);
  const weeks = [
    "Week 1: octave, fifth, fourth, major third",
    "Week 2: minor third, major second",
    "Week 3: minor second, major sixth",
    "Week 4: minor sixth, minor seventh",
    "Week 5: major seventh, tritone",
    "Week 6: all, shuffled, and only the ones you miss",
  ];
  weeks.forEach((week, i) => {
    plan.text(regular, 15, 60, 180 + i * 34, week, ink);
    plan.line(60, 190 + i * 34, 535, 190 + i * 34, [210, 200, 184], 0.6);
  });
  plan.text(regular, 13, 60, 430, "Ten minutes a day. Listen, sing it back, name it, turn the card.", red);
  plan.text(regular, 13, 60, 454, "On the day when fourths and fifths fall apart, go back to week one.", red);
  for (let i = 0; i < intervals.length; i += 2) {
    const page = pdf.addPage(595.28, 841.89);
    [0, 1].forEach((half) => {
      const [name, picture] = intervals[i + half]!;
      const y = 60 + half * 380;
      page.rect(60, y, 475, 340, paper);
      page.line(297, y, 297, y + 340, [210, 200, 184], 0.6);
      page.text(bold, 90, 84, y + 200, String(i + half + 1), red);
      page.text(regular, 12, 84, y + 232, "semitones", ink);
      page.text(bold, 22, 320, y + 160, name, ink);
      page.text(regular, 11, 320, y + 190, picture, ink);
    });
  }
  return pdf.finish();
}

function sounds(): Buffer {
  const rows = intervals.map(([name, picture], i) => `"[sound:${fileName(i, name)}]",${name},${picture}`);
  return makeZip([
    ...intervals.map(([name], i) => ({
      name: `interval-sounds/${fileName(i, name)}`,
      data: interval(261.63, 261.63 * 2 ** ((i + 1) / 12)),
      store: true,
    })),
    { name: "interval-sounds/intervals.csv", data: ["sound,name,picture", ...rows].join("\r\n") },
  ]);
}

function fileName(index: number, name: string): string {
  return `${String(index + 1).padStart(2, "0")}-${name.replaceAll(" ", "-")}.wav`;
}
