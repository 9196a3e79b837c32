import { type PadLoop, padLoop } from "../audio/pad-loop.ts";
import { coverLowTide } from "../drawings/covers-sound.ts";
import type { DemoProduct } from "../types.ts";
import { licenceText, mediaTerms } from "./licences.ts";

const soft = [1, 0.32, 0.12, 0.05];
const hollow = [1, 0.05, 0.3, 0.02, 0.1];

const loops: [string, PadLoop][] = [
  [
    "01-slack-water-Dm9.wav",
    {
      chords: [
        [50, 57, 60, 64],
        [48, 55, 60, 64],
      ],
      seconds: 8,
      harmonics: soft,
      fade: 2.4,
    },
  ],
  [
    "02-sandbank-Fmaj7.wav",
    {
      chords: [
        [53, 57, 60, 64],
        [52, 55, 60, 62],
      ],
      seconds: 8,
      harmonics: hollow,
      fade: 2,
    },
  ],
  [
    "03-lantern-Am.wav",
    {
      chords: [
        [45, 57, 60, 67],
        [48, 55, 62, 64],
      ],
      seconds: 8,
      harmonics: soft,
      fade: 2.8,
    },
  ],
];

/** Ambient loops as WAV. */
export const lowTide: DemoProduct = {
  key: "low-tide",
  creatorKey: "lowland",
  title: "Low tide: ambient pad loops",
  description: `Three slow pads that repeat without a seam, for the minute under a voice-over or the hour under a working day. Each moves between two chords over eight seconds, and the end of the second folds back into the start of the first, so there is nothing to cross-fade.

**Files**

- 01 Slack water, D minor 9
- 02 Sandbank, F major 7
- 03 Lantern, A minor

All are stereo WAV, 44.1 kHz, 16 bit, 8.0 seconds, peaking at -3 dB. Tuned to A = 440 Hz. At 120 beats a minute a loop is four bars long; at 60 it is two.

The pads are made of a few sine partials without drums, bass below 100 Hz or noise, so they leave room for speech. Use them in films, podcasts, games and songs, also paid ones. No claims, no content ID: they are not registered with any service.`,
  price: { amount: 2200, currency: "usd" },
  category: "loops",
  tags: ["ambient", "pad", "wav", "seamless"],
  covers: [{ alt: "A low sun over bands of water", draw: coverLowTide }],
  files: [
    ...loops.map(([name, loop]) => ({ name, contentType: "audio/wav", make: async () => padLoop(loop) })),
    {
      name: "LICENCE.txt",
      contentType: "text/plain",
      make: async () => Buffer.from(licenceText("Low tide", "Lowland Audio", mediaTerms)),
    },
  ],
};
