import { seededRandom } from "../seeded-random.ts";

/** A note on the white keys: `step` counts them from middle C. Lengths in beats. */
export type Note = { step: number; beats: number };
export type Bar = { right: Note[]; left: Note[] };
export type Piece = { title: string; tempo: number; bars: Bar[] };

type Plan = { title: string; tempo: number; seed: number; chords: number[]; figure: number[]; home: number };

/** Chords by the white key they stand on, counted from C; figures count chord tones. */
const plans: Plan[] = [
  { title: "Tideline", tempo: 84, seed: 5, chords: [0, 5, 3, 4, 0, 5, 3, 0], figure: [0, 2, 1, 2], home: 7 },
  {
    title: "Lamplighter",
    tempo: 72,
    seed: 12,
    chords: [5, 3, 0, 4, 5, 3, 4, 5],
    figure: [0, 1, 2, 1],
    home: 5,
  },
  { title: "Two sparrows", tempo: 108, seed: 21, chords: [4, 3, 4, 0, 4, 3, 0, 4], figure: [0, 2], home: 8 },
  {
    title: "Snow on the depot",
    tempo: 66,
    seed: 34,
    chords: [1, 4, 1, 3, 1, 4, 5, 1],
    figure: [0, 2, 1, 2],
    home: 8,
  },
  {
    title: "The long table",
    tempo: 92,
    seed: 47,
    chords: [0, 3, 0, 4, 5, 3, 4, 0],
    figure: [0, 1, 2, 1],
    home: 7,
  },
  {
    title: "Home by bicycle",
    tempo: 120,
    seed: 58,
    chords: [3, 0, 1, 4, 3, 0, 4, 0],
    figure: [0, 2],
    home: 7,
  },
];

const rhythms = [
  [1, 1, 2],
  [2, 1, 1],
  [1, 0.5, 0.5, 2],
  [1, 1, 1, 1],
  [0.5, 0.5, 1, 2],
  [1, 1, 0.5, 0.5, 1],
];

/** Six pieces of eight bars on the white keys. */
export const pieces: Piece[] = plans.map(compose);

function compose({ title, tempo, seed, chords, figure, home }: Plan): Piece {
  const random = seededRandom(seed);
  const motives = [0, 1].map(() => rhythms[Math.floor(random() * rhythms.length)]!);
  let at = home;
  const bars = chords.map((chord, i) => {
    const last = i === chords.length - 1;
    const tones = [0, 2, 4].map((third) => chord + third);
    // Phrases of two bars answer each other in the same rhythm; the last note is long and at home.
    const rhythm = last ? [4] : motives[i % 2]!;
    const right = rhythm.map((beats, k) => {
      if (last) return { step: nearest(home, tones), beats };
      at = k === 0 ? nearest(at + Math.round(random() * 2 - 1), tones) : walk(at, home, random());
      return { step: at, beats };
    });
    const low = chord > 3 ? chord - 14 : chord - 7;
    const left = last
      ? [{ step: low, beats: 4 }]
      : figure.map((tone) => ({ step: low + tone * 2, beats: 4 / figure.length }));
    return { right, left };
  });
  return { title, tempo, bars };
}

/** One or two keys up or down, turning back before it leaves the staff. */
function walk(at: number, home: number, chance: number): number {
  const step = chance < 0.4 ? 1 : chance < 0.8 ? -1 : chance < 0.9 ? 2 : -2;
  const next = at + step;
  return next > home + 4 || next < home - 4 ? at - step : next;
}

function nearest(step: number, tones: number[]): number {
  const all = tones.flatMap((tone) => [tone, tone + 7, tone + 14]);
  return all.reduce((best, tone) => (Math.abs(tone - step) < Math.abs(best - step) ? tone : best));
}

/** The MIDI number of a white key. */
export function pitchOf(step: number): number {
  const octave = Math.floor(step / 7);
  return 60 + octave * 12 + [0, 2, 4, 5, 7, 9, 11][step - octave * 7]!;
}
