import { haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { konturIcons } from "../icons.ts";
import { cutPaper } from "./cut-paper.ts";
import { group, lettering, outline, rect, renderCover } from "./svg.ts";

const [paper, ink, clay] = ["#f1ebdf", "#1f1c19", "#c4512d"];

/** Halden Sans: the letters in rows. */
export function coverHaldenLetters(): Promise<Buffer> {
  const rows = [
    "ABCDEFGHIJ",
    "KLMNOPQRST",
    "UVWXYZ&?!@",
    "abcdefghij",
    "klmnopqrst",
    "uvwxyzäöüé",
    "0123456789",
  ];
  const letters = rows.flatMap((row, r) =>
    [...row].map((letter, i) =>
      lettering(
        r % 3 === 1 ? haldenBold() : haldenRegular(),
        letter,
        152 + i * 144,
        196 + r * 152,
        r === 4 && i === 6 ? "#f4b48f" : paper,
        { size: 112, anchor: "middle" },
      ),
    ),
  );
  return renderCover(clay, ...letters);
}

/** Halden Sans: the same line in its three weights. */
export function coverHaldenWeights(): Promise<Buffer> {
  const faces = [haldenLight(), haldenRegular(), haldenBold()];
  return renderCover(
    ink,
    ...faces.flatMap((face, i) => [
      lettering(face, "Harbour office", 110, 390 + i * 300, paper, { size: 196 }),
      rect(110, 450 + i * 300, 1380, 3, i === 2 ? ink : "#4a443d"),
    ]),
  );
}

/** Kontur: six icons large, on the grid they were drawn on. */
export function coverKonturLarge(): Promise<Buffer> {
  const names = ["compass", "bell", "leaf", "camera", "key", "moon"];
  const lines = Array.from({ length: 25 }, (_, i) => outline(`M0 ${i}H24M${i} 0V24`, "#d3cdbd", 0.045));
  const cells = names.map((name, i) => {
    const [x, y] = [120 + (i % 3) * 470, 100 + Math.floor(i / 3) * 510];
    const icon = `<path d="${konturIcons[name]}" fill="none" stroke="${i === 2 ? "#b0762a" : "#1e3b34"}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
    return group([rect(0, 0, 24, 24, "#fbf8f0"), ...lines, icon], x, y, 0, 17.5);
  });
  return renderCover("#e9e4d6", ...cells);
}

/** Cut paper: one composition, as a print on the wall. */
export const coverCutPaperHills = (): Promise<Buffer> => framed(6, "#cfd6cf");
export const coverCutPaperArches = (): Promise<Buffer> => framed(3, "#e6d3c8");

function framed(index: number, wall: string): Promise<Buffer> {
  return renderCover(
    wall,
    rect(366, 104, 900, 1020, "#00000020"),
    rect(350, 84, 900, 1020, "#fdfbf6"),
    group(cutPaper(index).elements, 430, 164, 0, 740 / 1600),
  );
}
