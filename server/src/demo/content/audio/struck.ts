import { writeWav } from "./wav.ts";

const rate = 44100;
/** Partials of a metal tine clamped at one end: ratio to the lowest, strength, and how fast it dies. */
const tine: [number, number, number][] = [
  [1, 1, 2.2],
  [2.01, 0.18, 3.4],
  [5.42, 0.22, 14],
  [12.3, 0.06, 30],
];

/** A struck or plucked note at `hertz`, in stereo with a little width, ended by a fade. Peaks at about -3 dB. */
export function struckNote(hertz: number, seconds: number): Buffer {
  return writeWav(...render([hertz], seconds), rate);
}

/** Two notes one after the other and then together. */
export function interval(low: number, high: number): Buffer {
  const [first, second, both] = [render([low], 0.62), render([high], 0.62), render([low, high], 1)];
  const joined = (side: 0 | 1) => Float32Array.from([...first[side], ...second[side], ...both[side]]);
  return writeWav(joined(0), joined(1), rate);
}

function render(notes: number[], seconds: number): [Float32Array, Float32Array] {
  const length = Math.round(seconds * rate);
  const [left, right] = [new Float32Array(length), new Float32Array(length)];
  for (const hertz of notes) {
    for (const [ratio, strength, decay] of tine) {
      const step = (2 * Math.PI * hertz * ratio) / rate;
      if (step > Math.PI * 0.9) continue;
      for (let i = 0; i < length; i++) {
        const t = i / rate;
        const value =
          strength * Math.exp(-decay * t) * Math.min(1, i / 40) * Math.min(1, (length - i) / 2000);
        left[i]! += value * Math.sin(step * i);
        right[i]! += value * Math.sin(step * i * 1.0006 + 0.4 * ratio);
      }
    }
  }
  const loudest = 1.35 * notes.length;
  for (let i = 0; i < length; i++) {
    left[i]! *= 0.7 / loudest;
    right[i]! *= 0.7 / loudest;
  }
  return [left, right];
}
