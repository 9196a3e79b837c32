import { type MidiChord, writeMidi } from "../audio/midi.ts";
import { coverChordSketches } from "../drawings/covers-sound.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Steps of the major scale, counted from its first note. */
const shapes: Record<string, number[]> = {
  Imaj7: [0, 4, 7, 11],
  I6: [0, 4, 7, 9],
  ii7: [2, 5, 9, 12],
  iii7: [4, 7, 11, 14],
  IVmaj7: [5, 9, 12, 16],
  iv6: [5, 8, 12, 14],
  V7: [7, 11, 14, 17],
  V7sus4: [7, 12, 14, 17],
  vi7: [9, 12, 16, 19],
  bVII: [10, 14, 17, 21],
};

const sketches: [string, string[]][] = [
  ["arrival", ["IVmaj7", "V7sus4", "Imaj7", "I6"]],
  ["long-way-round", ["Imaj7", "iii7", "IVmaj7", "iv6"]],
  ["window-seat", ["ii7", "V7", "iii7", "vi7"]],
  ["ferry", ["vi7", "IVmaj7", "I6", "V7sus4"]],
  ["october", ["Imaj7", "bVII", "IVmaj7", "Imaj7"]],
  ["small-hours", ["ii7", "iv6", "Imaj7", "vi7"]],
];

const keys: [string, number][] = [
  ["C", 48],
  ["E-flat", 51],
  ["F", 53],
  ["A", 45],
];

/** Chord progressions as MIDI. */
export const chordSketches: DemoProduct = {
  key: "chord-sketches",
  creatorKey: "lowland",
  title: "Chord sketches: 24 MIDI progressions",
  description: `Six progressions of four bars, each written out in C, E flat, F and A: twenty-four Standard MIDI Files to drop onto any instrument when a track needs somewhere to go.

The voicings are four notes, close, in the middle of the keyboard, and slightly rolled so that they do not sound typed. Chords and bass sit on separate tracks. Every chord is marked with its name, which most programs show in the timeline.

**The six**

- Arrival: IV, V sus, I, I6
- Long way round: I, iii, IV, iv6
- Window seat: ii, V, iii, vi
- Ferry: vi, IV, I6, V sus
- October: I, flat VII, IV, I
- Small hours: ii, iv6, I, vi

Format 1, 480 ticks a beat, 84 beats a minute, four bars each. One file with the six in a row is included as \`all-in-C.mid\`. Read by Ableton Live, Logic, Reaper, Bitwig, MuseScore and hardware that loads MIDI files. What you write with them is yours.`,
  price: { amount: 900, currency: "usd" },
  category: "midi",
  tags: ["midi", "chords", "songwriting"],
  covers: [{ alt: "A piano roll with four chords", draw: coverChordSketches }],
  files: [
    { name: "all-in-C.mid", contentType: "audio/midi", make: async () => allInC() },
    { name: "chord-sketches.zip", contentType: "application/zip", make: async () => archive() },
  ],
};

function allInC(): Buffer {
  return writeMidi(
    "Chord sketches in C",
    84,
    sketches.flatMap(([, chords]) => inKey(chords, 48)),
  );
}

function archive(): Buffer {
  return makeZip(
    keys.flatMap(([key, root]) =>
      sketches.map(([name, chords]) => ({
        name: `chord-sketches/${key}/${name}-${key}.mid`,
        data: writeMidi(`${name} in ${key}`, 84, inKey(chords, root)),
      })),
    ),
  );
}

function inKey(chords: string[], root: number): MidiChord[] {
  return chords.map((name) => ({ name, notes: shapes[name]!.map((step) => root + step), beats: 4 }));
}
