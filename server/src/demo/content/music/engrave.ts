import type { Bar, Note, Piece } from "./pieces.ts";

/** What an engraved page is made of, in units of one staff space, y pointing down. */
export type Mark =
  | { kind: "line"; x0: number; y0: number; x1: number; y1: number; thickness: number }
  | { kind: "shape"; points: [number, number][] };

/** How far the second staff of a system lies below the first, and the next system below that. */
export const staffGap = 10;
export const systemGap = 23;

const clefRoom = 4.6;

/** Sets a piece on systems of four bars, `width` spaces wide; the top line of the first staff is at 0. */
export function engrave(piece: Piece, width: number): Mark[] {
  const marks: Mark[] = [];
  for (let first = 0; first < piece.bars.length; first += 4) {
    const y = (first / 4) * systemGap;
    for (const staff of [y, y + staffGap])
      for (let i = 0; i < 5; i++) marks.push(line(0, staff + i, width, staff + i, 0.11));
    marks.push(line(0, y, 0, y + staffGap + 4, 0.16), ...clefs(y));
    const bars = piece.bars.slice(first, first + 4);
    const room = (width - clefRoom) / bars.length;
    bars.forEach((bar, i) => {
      const x = clefRoom + i * room;
      marks.push(...setBar(bar, x, room, y));
      const end = first + i + 1 === piece.bars.length;
      marks.push(line(x + room - (end ? 0.9 : 0), y, x + room - (end ? 0.9 : 0), y + staffGap + 4, 0.14));
      if (end) marks.push(line(x + room - 0.25, y, x + room - 0.25, y + staffGap + 4, 0.5));
    });
  }
  return marks;
}

/** The G clef alone, its line at 0, for whoever needs a large one. */
export function trebleClef(x: number, y: number, scale = 1): Mark[] {
  const spine: [number, number, number][] = [
    [0.1, -0.5, 0.1],
    [-0.5, 0.02, 0.16],
    [0.02, 0.72, 0.2],
    [0.86, 0.42, 0.26],
    [0.92, -0.5, 0.26],
    [0.1, -1.02, 0.16],
    [-1, -0.68, 0.3],
    [-1.32, 0.3, 0.42],
    [-0.72, 1.62, 0.32],
    [0.3, 2.72, 0.34],
    [0.78, 3.8, 0.26],
    [0.5, 4.9, 0.1],
    [0.08, 4.3, 0.2],
    [0.02, 3.2, 0.14],
    [0.34, 0.6, 0.14],
    [0.62, -1.5, 0.14],
    [0.6, -2.35, 0.16],
    [0.1, -2.86, 0.14],
    [-0.36, -2.6, 0.16],
  ];
  return [stroke(spine, x, y, scale), disc(x - 0.3 * scale, y + 2.3 * scale, 0.36 * scale)];
}

function clefs(y: number): Mark[] {
  const bass: [number, number, number][] = [
    [-0.95, 0.1, 0.3],
    [-0.8, 0.62, 0.12],
    [-0.1, 0.98, 0.18],
    [0.66, 0.62, 0.38],
    [0.86, -0.2, 0.4],
    [0.5, -1.3, 0.26],
    [-0.3, -2.2, 0.14],
    [-1.2, -2.8, 0.05],
  ];
  const f = y + staffGap + 1;
  return [
    ...trebleClef(2, y + 3),
    stroke(bass, 2, f, 1),
    disc(1.15, f - 0.05, 0.4),
    disc(3.5, f - 0.5, 0.21),
    disc(3.5, f + 0.5, 0.21),
  ];
}

function setBar(bar: Bar, x: number, room: number, y: number): Mark[] {
  // Middle C is one line below the upper staff and one above the lower.
  return [...setVoice(bar.right, x, room, y + 5, 6), ...setVoice(bar.left, x, room, y + staffGap - 1, -6)];
}

function setVoice(notes: Note[], x: number, room: number, middleC: number, centre: number): Mark[] {
  const marks: Mark[] = [];
  let beat = 0;
  let beamed: { x: number; tip: number } | null = null;
  notes.forEach((note, i) => {
    const nx = x + 1.7 + (beat / 4) * (room - 2.2);
    const ny = middleC - note.step / 2;
    const pair = note.beats === 0.5;
    const partner = notes[i + (beamed ? -1 : 1)];
    const up = (pair && partner ? (note.step + partner.step) / 2 : note.step) < centre;
    marks.push(...head(nx, ny, note.beats), ...ledgers(nx, note.step, middleC));
    const sx = nx + (up ? 0.58 : -0.58);
    if (note.beats < 4) {
      const tip = beamed ? beamed.tip : ny + (up ? -3.4 : 3.4);
      marks.push(line(sx, ny + (up ? -0.12 : 0.12), sx, tip, 0.13));
      if (pair && beamed) {
        const thick = up ? 0.5 : -0.5;
        marks.push({
          kind: "shape",
          points: [
            [beamed.x, beamed.tip],
            [sx, tip],
            [sx, tip + thick],
            [beamed.x, beamed.tip + thick],
          ],
        });
        beamed = null;
      } else if (pair) beamed = { x: sx, tip };
    }
    beat += note.beats;
  });
  return marks;
}

/** A note head is an ellipse that leans; from two beats on it is hollow. */
function head(x: number, y: number, beats: number): Mark[] {
  const whole = beats >= 4;
  const outer = ellipse(x, y, whole ? 0.82 : 0.66, 0.46, whole ? 0 : -0.35);
  if (beats < 2) return [{ kind: "shape", points: outer }];
  const inner = whole ? ellipse(x, y, 0.36, 0.3, 1) : ellipse(x, y, 0.56, 0.22, -0.6);
  // One outline around and back along the hole, joined at one point.
  return [{ kind: "shape", points: [...outer, outer[0]!, ...inner.toReversed(), inner.at(-1)!, outer[0]!] }];
}

function ledgers(x: number, step: number, middleC: number): Mark[] {
  // Steps of the lines next to the staff: C in the middle, A above the upper staff, E below the lower.
  const lines =
    step === 0
      ? [0]
      : [12, 14].filter((each) => each <= step).concat([-12, -14].filter((each) => each >= step));
  return lines.map((each) => line(x - 1, middleC - each / 2, x + 1, middleC - each / 2, 0.13));
}

function line(x0: number, y0: number, x1: number, y1: number, thickness: number): Mark {
  return { kind: "line", x0, y0, x1, y1, thickness };
}

function disc(x: number, y: number, r: number): Mark {
  return { kind: "shape", points: ellipse(x, y, r, r, 0) };
}

function ellipse(x: number, y: number, rx: number, ry: number, turn: number): [number, number][] {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return Array.from({ length: 28 }, (_, i): [number, number] => {
    const [px, py] = [rx * Math.cos((i / 28) * 2 * Math.PI), ry * Math.sin((i / 28) * 2 * Math.PI)];
    return [x + px * c - py * s, y + px * s + py * c];
  });
}

/** A swelling line through points (y up, third value its thickness), by Catmull and Rom's curve (1974). */
function stroke(spine: [number, number, number][], x: number, y: number, scale: number): Mark {
  const samples: [number, number, number][] = [];
  for (let i = 0; i + 1 < spine.length; i++) {
    const [a, b, c, d] = [
      spine[Math.max(0, i - 1)]!,
      spine[i]!,
      spine[i + 1]!,
      spine[Math.min(spine.length - 1, i + 2)]!,
    ];
    for (let t = 0; t < 1; t += 0.1)
      samples.push(
        [0, 1, 2].map(
          (k) =>
            0.5 *
            (2 * b[k]! +
              (c[k]! - a[k]!) * t +
              (2 * a[k]! - 5 * b[k]! + 4 * c[k]! - d[k]!) * t * t +
              (3 * b[k]! - a[k]! - 3 * c[k]! + d[k]!) * t * t * t),
        ) as [number, number, number],
      );
  }
  samples.push(spine.at(-1)!);
  const side = (sign: 1 | -1) =>
    samples.map(([px, py, thickness], i): [number, number] => {
      const [before, after] = [samples[Math.max(0, i - 1)]!, samples[Math.min(samples.length - 1, i + 1)]!];
      const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
      const half = (sign * thickness) / 2 / (Math.hypot(dx, dy) || 1);
      return [x + (px - dy * half) * scale, y - (py + dx * half) * scale];
    });
  return { kind: "shape", points: [...side(1), ...side(-1).reverse()] };
}
