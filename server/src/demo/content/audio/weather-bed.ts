import { seededRandom } from "../seeded-random.ts";
import { writeWav } from "./wav.ts";

export type WeatherBed = {
  seed: number;
  seconds: number;
  /** Low-pass strength, 0 (white) to 1 (silent); the higher, the darker. */
  darkness: number;
  /** How far and how slowly the level swells. */
  swell: { depth: number; seconds: number };
};

const rate = 44100;

/**
 * Makes a stereo noise bed - rain, wind or surf, by its settings - that loops without a seam: the last second is
 * cross-faded into the first. The two channels are independent, so it sounds wide.
 */
export function weatherBed(bed: WeatherBed): Buffer {
  const length = Math.round(bed.seconds * rate);
  return writeWav(channel(bed, length, 0), channel(bed, length, 1), rate);
}

function channel(bed: WeatherBed, length: number, index: number): Float32Array {
  const random = seededRandom(bed.seed * 2 + index);
  const overlap = rate;
  const samples = new Float32Array(length);
  const head = new Float32Array(overlap);
  const keep = bed.darkness;
  // The narrower the band that is left, the quieter the noise: this brings all beds to a like level.
  const gain = 0.28 * Math.sqrt((1 + keep) / (1 - keep));
  const turn = (2 * Math.PI) / (bed.swell.seconds * rate);
  let value = 0;
  for (let i = 0; i < length + overlap; i++) {
    value = value * keep + (random() * 2 - 1) * (1 - keep);
    const swell = 1 - bed.swell.depth * (0.5 + 0.5 * Math.cos((i % length) * turn + index * 0.4));
    const sample = value * gain * swell;
    if (i < overlap) head[i] = sample;
    if (i < length) samples[i] = sample;
    else {
      const mix = Math.sqrt((i - length) / overlap);
      samples[i - length] = head[i - length]! * mix + sample * Math.sqrt(1 - mix * mix);
    }
  }
  return samples;
}
