import sharp from "sharp";
import { haldenBold, haldenRegular } from "../font/face.ts";
import { seededRandom } from "../seeded-random.ts";
import { cutPaper } from "./cut-paper.ts";
import {
  circle,
  group,
  lettering,
  outline,
  polygonPath,
  rect,
  renderCover,
  shape,
  svgDocument,
} from "./svg.ts";

/** The working grid: an open spread with its columns showing. */
export function coverWorkingGrid(): Promise<Buffer> {
  const [mustard, sheet, ink, red] = ["#dba63f", "#fbf8f1", "#26221d", "#d1452b"];
  const parts: string[] = [rect(218, 190, 1180, 840, "#c18f2f"), rect(200, 170, 1200, 840, sheet)];
  const column = (page: number, index: number) => 200 + page * 600 + 60 + index * 122;
  for (const page of [0, 1]) {
    for (let i = 0; i < 4; i++) parts.push(rect(column(page, i), 230, 104, 720, "#f6e3da"));
  }
  parts.push(outline("M800 170V1010", "#d8d2c4", 3));
  parts.push(rect(column(0, 0), 230, 470, 350, ink), circle(column(0, 2) + 60, 405, 120, mustard));
  const lines = (x: number, y: number, width: number, count: number) => {
    const random = seededRandom(x + y);
    for (let i = 0; i < count; i++) {
      const last = i === count - 1 ? 0.55 : 0.9 + random() * 0.1;
      parts.push(rect(x, y + i * 26, width * last, 9, "#8d857a"));
    }
  };
  parts.push(lettering(haldenBold(), "Grid", column(0, 0) - 6, 700, ink, { size: 112 }));
  lines(column(0, 2), 632, 226, 12);
  lines(column(0, 0), 762, 226, 7);
  lines(column(1, 0), 242, 226, 27);
  lines(column(1, 2), 632, 226, 12);
  parts.push(rect(column(1, 2), 230, 226, 350, red));
  for (const page of [0, 1]) {
    for (let i = 0; i < 4; i++) {
      const x = column(page, i);
      parts.push(outline(`M${x} 170V1010M${x + 104} 170V1010`, red, 1.5, 'opacity="0.55"'));
    }
  }
  return renderCover(mustard, ...parts);
}

/** Cut paper: six of the compositions pinned up beside each other. */
export function coverCutPaper(): Promise<Buffer> {
  const tiles = [4, 0, 8, 2, 5, 7].map((index, i) => {
    const [x, y] = [160 + (i % 3) * 440, 150 + Math.floor(i / 3) * 460];
    const frame = `<svg x="${x}" y="${y}" width="400" height="440" viewBox="0 0 1600 1760" preserveAspectRatio="xMidYMid slice">${cutPaper(index).elements.join("")}</svg>`;
    return frame.replace('height="440" viewBox="0 0 1600 1760"', 'height="440" viewBox="72 0 1456 1600"');
  });
  return renderCover("#ece5d8", ...tiles);
}

/** Client papers: three sheets, the invoice on top. */
export function coverClientPapers(): Promise<Buffer> {
  const [ground, ink, accent] = ["#e9c3b4", "#2b2624", "#b3402a"];
  const sheet = (fill: string) => rect(0, 0, 620, 860, fill);
  const rule = (y: number, width: number, x = 60) => rect(x, y, width, 10, "#cfc8bf");
  const invoice = [
    sheet("#fffdf9"),
    lettering(haldenBold(), "Invoice", 56, 140, ink, { size: 76 }),
    lettering(haldenRegular(), "No. 041", 560, 136, accent, { size: 30, anchor: "end" }),
    rule(190, 230),
    rule(216, 190),
    rule(242, 210),
    ...[340, 410, 480, 550].flatMap((y, i) => [
      rect(60, y + 44, 500, 2, "#e3ddd4"),
      rule(y + 8, [260, 310, 220, 280][i]!),
      lettering(haldenRegular(), ["$1,200", "$640", "$380", "$90"][i]!, 560, y + 26, ink, {
        size: 28,
        anchor: "end",
      }),
    ]),
    rect(60, 650, 500, 4, ink),
    lettering(haldenBold(), "Total", 60, 712, ink, { size: 34 }),
    lettering(haldenBold(), "$2,310", 560, 712, ink, { size: 34, anchor: "end" }),
    rule(780, 300),
  ];
  const behind = (fill: string) => [
    sheet(fill),
    rect(60, 80, 240, 26, "#00000018"),
    rect(60, 150, 500, 10, "#00000012"),
  ];
  return renderCover(
    ground,
    group(behind("#d99f8a"), 250, 230, -9),
    group(behind("#f3ddd2"), 770, 130, 7),
    group([rect(14, 16, 620, 860, "#c98d78")], 490, 170),
    group(invoice, 490, 170),
  );
}

/** Notes on small software: the book itself, standing. */
export function coverSmallSoftware(): Promise<Buffer> {
  const [wall, table, cover, cream] = ["#c9d3cd", "#a9b8b0", "#24463f", "#f4ecdb"];
  return renderCover(
    wall,
    rect(0, 940, 1600, 260, table),
    shape(
      polygonPath([
        [560, 1040],
        [1140, 1040],
        [1400, 1120],
        [700, 1120],
      ]),
      "#96a79e",
    ),
    rect(1090, 176, 44, 848, "#fdfaf3"),
    ...[0, 1, 2, 3, 4].map((i) => rect(1096 + i * 8, 176, 2, 848, "#ddd5c6")),
    group(bookFront(cover, cream), 480, 160),
  );
}

/** The front of the same book alone, as the JPEG an EPUB carries: 1240 x 1760. */
export function smallSoftwareFront(): Promise<Buffer> {
  const front = group(bookFront("#24463f", "#f4ecdb"), 0, 0, 0, 2);
  return sharp(Buffer.from(svgDocument(1240, 1760, [front])))
    .flatten()
    .jpeg({ quality: 86 })
    .toBuffer();
}

function bookFront(cover: string, cream: string): string[] {
  return [
    rect(0, 0, 620, 880, cover),
    rect(0, 0, 26, 880, "#1b3630"),
    rect(80, 90, 150, 150, cream),
    circle(305, 165, 75, "#e2a13c"),
    shape(
      polygonPath([
        [380, 240],
        [455, 90],
        [530, 240],
      ]),
      "#d9664a",
    ),
    lettering(haldenBold(), "Notes", 76, 420, cream, { size: 96 }),
    lettering(haldenBold(), "on small", 76, 520, cream, { size: 96 }),
    lettering(haldenBold(), "software", 76, 620, cream, { size: 96 }),
    lettering(haldenRegular(), "Priya Raman", 80, 810, "#a9c3b5", { size: 38 }),
  ];
}
