import { writeWav } from "./wav.ts";

export type PadLoop = {
  /** Chords as MIDI note numbers, each lasting the same share of the loop. */
  chords: number[][];
  seconds: number;
  /** Strength of each harmonic, the fundamental first. */
  harmonics: number[];
  /** Seconds a chord takes to come and go; chords overlap by this much. */
  fade: number;
};

const rate = 44100;

/**
 * Plays a slow pad as a seamless stereo loop: the tail of the last chord is folded back over the beginning, and every
 * partial is a table look-up, so ten seconds take well under a tenth of a second to make. Peaks at -3 dB.
 */
export function padLoop(loop: PadLoop): Buffer {
  const length = Math.round(loop.seconds * rate);
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  const wave = waveTable(loop.harmonics);
  const share = length / loop.chords.length;
  const fade = Math.round(loop.fade * rate);
  loop.chords.forEach((chord, i) => {
    const start = Math.round(i * share) - Math.round(fade / 2);
    chord.forEach((note, voice) => {
      // Each voice sits a little off centre and slightly out of tune between the ears, which widens it.
      const pan = 0.5 + 0.28 * Math.sin(voice * 2.4 + i);
      playVoice(left, wave, frequency(note) * 1.0009, start, Math.round(share) + fade, fade, 1 - pan);
      playVoice(right, wave, frequency(note) * 0.9991, start, Math.round(share) + fade, fade, pan);
    });
  });
  level(left, right, 0.7);
  return writeWav(left, right, rate);
}

const tableSize = 4096;

function waveTable(harmonics: number[]): Float32Array {
  const table = new Float32Array(tableSize);
  harmonics.forEach((strength, i) => {
    for (let k = 0; k < tableSize; k++) {
      table[k]! += strength * Math.sin((2 * Math.PI * k * (i + 1)) / tableSize + i * 0.7);
    }
  });
  return table;
}

function playVoice(
  out: Float32Array,
  wave: Float32Array,
  hertz: number,
  start: number,
  length: number,
  fade: number,
  gain: number,
): void {
  const step = (hertz * tableSize) / rate;
  const weight = gain * (220 / (hertz + 160));
  let phase = 0;
  for (let i = 0; i < length; i++) {
    const edge = Math.min(1, i / fade, (length - i) / fade);
    const at = (start + i + out.length) % out.length;
    out[at]! += wave[phase | 0]! * weight * Math.sin((edge * Math.PI) / 2);
    phase += step;
    if (phase >= tableSize) phase -= tableSize;
  }
}

function frequency(note: number): number {
  return 440 * 2 ** ((note - 69) / 12);
}

/** Scales both channels together so that the loudest sample is `peak`. */
function level(left: Float32Array, right: Float32Array, peak: number): void {
  let loudest = 1e-6;
  for (const channel of [left, right])
    for (const value of channel) loudest = Math.max(loudest, Math.abs(value));
  const scale = peak / loudest;
  for (const channel of [left, right]) for (let i = 0; i < channel.length; i++) channel[i]! *= scale;
}
