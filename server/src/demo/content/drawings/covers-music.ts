import { haldenBold } from "../font/face.ts";
import { engrave, type Mark, trebleClef } from "../music/engrave.ts";
import { euclid, grooves } from "../music/grooves.ts";
import { pieces } from "../music/pieces.ts";
import {
  circle,
  group,
  lettering,
  outline,
  polygonPath,
  rect,
  renderCover,
  renderPng,
  shape,
} from "./svg.ts";

const ink = "#221f26";

/** Engraved marks as SVG, at a place and a number of pixels to the staff space. */
export function drawMarks(marks: Mark[], x: number, y: number, space: number, colour: string): string[] {
  let shapes = "";
  const lines: string[] = [];
  for (const mark of marks) {
    if (mark.kind === "shape")
      shapes += polygonPath(mark.points.map(([px, py]) => [x + px * space, y + py * space]));
    else
      lines.push(
        outline(
          `M${x + mark.x0 * space} ${y + mark.y0 * space}L${x + mark.x1 * space} ${y + mark.y1 * space}`,
          colour,
          mark.thickness * space,
        ),
      );
  }
  return [...lines, shape(shapes, colour)];
}

/** Six small pieces: the beginning of the first, large. */
export function coverPieces(): Promise<Buffer> {
  return renderCover(
    "#f4eee1",
    rect(0, 0, 1600, 236, "#b5483a"),
    lettering(haldenBold(), "Six small pieces", 110, 152, "#f4eee1", { size: 84 }),
    ...drawMarks(engrave(pieces[0]!, 55), 110, 340, 25.2, ink),
  );
}

/** Six small pieces: another page, at an angle on the music stand. */
export function coverPiecesStand(): Promise<Buffer> {
  const page = (index: number) => [
    rect(8, 12, 620, 860, "#00000030"),
    rect(0, 0, 620, 860, "#faf6ec"),
    lettering(haldenBold(), pieces[index]!.title, 60, 104, ink, { size: 34 }),
    ...drawMarks(engrave(pieces[index]!, 46), 60, 176, 10.9, ink),
    lettering(haldenBold(), String(index + 1), 310, 800, ink, { size: 26, anchor: "middle" }),
  ];
  return renderCover(
    "#3a2f2b",
    rect(90, 960, 1420, 46, "#241c19"),
    rect(90, 1006, 1420, 12, "#4d3f39"),
    group(page(4), 176, 102, -0.6),
    group(page(1), 806, 96, 0.7),
  );
}

/** Kalimba: the instrument from above. */
export function coverKalimba(): Promise<Buffer> {
  const lengths = [300, 380, 460, 540, 620, 700, 640, 570, 500, 430, 350];
  const tines = lengths.flatMap((length, i) => {
    const x = 514 + i * 52;
    return [
      rect(x + 5, 176, 34, length, "#00000038", 12),
      rect(x, 168, 34, length, i === 5 ? "#e9c46a" : "#d9dcdc", 12),
      rect(x + 7, 168, 5, length - 18, "#ffffff66", 2),
    ];
  });
  return renderCover(
    "#2d4a4a",
    shape("M470 110H1130A60 60 0 0 1 1190 170V780A390 330 0 0 1 410 780V170A60 60 0 0 1 470 110Z", "#1d3334"),
    shape("M462 92H1138A60 60 0 0 1 1198 152V770A398 334 0 0 1 402 770V152A60 60 0 0 1 462 92Z", "#b9794a"),
    ...Array.from({ length: 6 }, (_, i) =>
      outline(
        `M${560 + i * 92} 120C${580 + i * 92} 420 ${536 + i * 92} 640 ${568 + i * 92} 960`,
        "#a3673c",
        5,
        'stroke-opacity="0.55"',
      ),
    ),
    shape("M462 92H1138A60 60 0 0 1 1198 152V770A398 334 0 0 1 402 770V152A60 60 0 0 1 462 92Z", "none"),
    circle(800, 916, 84, "#2b1a10"),
    ...tines,
    rect(470, 214, 660, 30, "#6f4526", 8),
    rect(470, 300, 660, 16, "#8f9696", 8),
  );
}

/** Kalimba: its twelve sounds as they ring out. */
export function coverKalimbaWaves(): Promise<Buffer> {
  const rows = Array.from({ length: 8 }, (_, row) => {
    const bars = Array.from({ length: 140 }, (_, i) => {
      const t = i / 140;
      const strength =
        Math.exp(-t * (3.2 + row * 0.35)) * (0.72 + 0.28 * Math.abs(Math.sin(i * (0.9 + row * 0.13))));
      const h = Math.max(3, 100 * strength);
      return rect(112 + i * 9.9, 132 + row * 132 - h / 2, 5, h, row === 3 ? "#e9c46a" : "#e7dfcf", 2);
    });
    return bars.join("");
  });
  return renderCover("#2d4a4a", ...rows);
}

/** Hand drums: nine rhythms as necklaces of sixteen beads. */
export function coverGrooves(): Promise<Buffer> {
  const colours = ["#e36b4f", "#efb04d", "#79a79a"];
  const necklaces = grooves.slice(0, 6).flatMap(({ steps, low }, n) => {
    const [cx, cy, r] = [330 + (n % 3) * 470, 330 + Math.floor(n / 3) * 540, 172];
    const beats = euclid(low, steps);
    const at = (i: number): [number, number] => {
      const a = (i / steps) * 2 * Math.PI - Math.PI / 2;
      return [cx + r * Math.cos(a), cy + r * Math.sin(a)];
    };
    const played = beats.flatMap((hit, i) => (hit ? [at(i)] : []));
    const colour = colours[n % 3]!;
    return [
      `<circle cx="${cx}" cy="${cy}" r="${r}" fill="none" stroke="#54474e" stroke-width="4"/>`,
      shape(polygonPath(played), `${colour}30`),
      outline(polygonPath(played), colour, 6, 'stroke-linejoin="round"'),
      ...beats.map((hit, i) => circle(...at(i), hit ? 23 : 10, hit ? colour : "#8d7d82")),
    ];
  });
  return renderCover("#2a2126", ...necklaces);
}

/** Interval cards: thirteen keys, and the distances between them as bows. */
export function coverIntervals(): Promise<Buffer> {
  const white = [0, 2, 4, 5, 7, 9, 11, 12];
  const x = (semitone: number) => {
    const index = white.indexOf(semitone);
    return index >= 0 ? 160 + index * 160 + 80 : 160 + white.findIndex((each) => each > semitone) * 160;
  };
  const keys = white.map((_, i) => rect(160 + i * 160 + 3, 720, 154, 420, "#fbf8f1", 10));
  const blacks = [1, 3, 6, 8, 10].map((semitone) => rect(x(semitone) - 46, 720, 92, 250, ink, 8));
  const colours = ["#c6503c", "#d98b3a", "#3f7f74", "#2f5573", "#7a4766"];
  const bows = [12, 9, 7, 5, 4, 3].map((semitone, i) => {
    const [from, to] = [x(0), x(semitone)];
    const r = (to - from) / 2;
    return outline(
      `M${from} 690A${r} ${Math.min(r, 560)} 0 0 1 ${to} 690`,
      colours[i % 5]!,
      14,
      'stroke-linecap="round"',
    );
  });
  const dots = [0, 3, 4, 5, 7, 9, 12].map((semitone) => circle(x(semitone), 690, 17, ink));
  return renderCover(
    "#e6dccb",
    rect(150, 712, 1300, 440, "#cdbfa8", 14),
    ...keys,
    ...blacks,
    ...bows,
    ...dots,
  );
}

/** Staff paper: an empty sheet and a pencil. */
export function coverStaffPaper(): Promise<Buffer> {
  const staves = Array.from({ length: 8 }, (_, s) =>
    Array.from({ length: 5 }, (_, i) => outline(`M90 ${110 + s * 108 + i * 13}H900`, "#6d675f", 2.4)).join(
      "",
    ),
  );
  const sheet = [
    rect(14, 18, 990, 1290, "#00000022"),
    rect(0, 0, 990, 1290, "#fdfbf5"),
    ...staves,
    ...drawMarks(trebleClef(9, 10.9), 0, 0, 13, ink),
  ];
  const pencil = [
    rect(0, 0, 640, 44, "#d9a63f"),
    rect(0, 14, 640, 15, "#e8bd62"),
    rect(-70, 0, 70, 44, "#c9786b"),
    rect(-14, 0, 22, 44, "#b9b9b4"),
    shape("M640 0L740 22L640 44Z", "#ead2ae"),
    shape("M704 14L740 22L704 30Z", ink),
  ];
  return renderCover(
    "#9db3b5",
    group(sheet, 250, 150, -5),
    group([rect(6, 14, 690, 44, "#00000030"), ...pencil], 700, 860, 24),
  );
}

/** Ostinato Press: a repeat sign. */
export function avatarOstinato(): Promise<Buffer> {
  return renderPng(
    512,
    512,
    rect(0, 0, 512, 512, "#b5483a"),
    ...[0, 1, 2, 3, 4].map((i) => rect(0, 144 + i * 56, 512, 5, "#d98a7c")),
    rect(318, 120, 44, 272, "#f4eee1"),
    rect(270, 120, 14, 272, "#f4eee1"),
    circle(210, 228, 25, "#f4eee1"),
    circle(210, 284, 25, "#f4eee1"),
  );
}
