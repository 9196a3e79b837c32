import { type MidiNote, writeMidiTracks } from "../audio/midi.ts";
import { coverGrooves } from "../drawings/covers-music.ts";
import { euclid, type Groove, grooves } from "../music/grooves.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Percussion patterns as MIDI. */
export const handDrums: DemoProduct = {
  key: "hand-drums",
  creatorKey: "ostinato",
  title: "Even odds: hand drum grooves",
  description: `Twelve grooves for two hand drums and a shaker, in 7, 8, 9, 11, 12, 13 and 16. They all come from one old idea: take some strokes, spread them over the bar as evenly as whole steps allow, turn the circle a little. Many rhythms that people dance to turn out to be exactly that.

**Each groove as MIDI** in two forms, plain for four bars, and with small changes in the fourth. Low drum, high drum and shaker are on the General MIDI drum keys for congas and maracas, so they play at once in any program; drag them onto your own sounds from there.

The velocities lean the way hands do: the first stroke of a group is heavier, the ones before it lighter.

With them comes a page that explains the circles on the cover, and how to make another three hundred grooves without me. Free in anything you make.`,
  price: { amount: 1100, currency: "usd" },
  category: "midi",
  tags: ["drums", "midi", "rhythm", "percussion"],
  covers: [{ alt: "Six circles of beads with the played ones joined to polygons", draw: coverGrooves }],
  files: [
    { name: "even-odds-midi.zip", contentType: "application/zip", make: async () => archive() },
    {
      name: "how-to-turn-a-circle.md",
      contentType: "text/markdown",
      make: async () => Buffer.from(explanation),
    },
  ],
};

const drums = { low: 64, high: 62, shaker: 70 };

function archive(): Buffer {
  return makeZip(
    grooves.flatMap((groove, i) =>
      [false, true].map((varied) => ({
        name: `even-odds/${String(i + 1).padStart(2, "0")}-${groove.name}${varied ? "-varied" : ""}.mid`,
        data: midi(groove, varied),
      })),
    ),
  );
}

function midi({ name, steps, low, high, shaker, turn }: Groove, varied: boolean): Buffer {
  const notes: MidiNote[] = [];
  for (let bar = 0; bar < 4; bar++) {
    const more = varied && bar === 3 ? 1 : 0;
    const parts: [number, boolean[], number][] = [
      [drums.low, euclid(low, steps), 92],
      [drums.high, euclid(Math.min(steps, high + more), steps, turn + more), 78],
      [drums.shaker, euclid(shaker, steps), 52],
    ];
    for (const [pitch, played, velocity] of parts)
      played.forEach((hit, i) => {
        if (!hit) return;
        const heavy = i === 0 ? 14 : played[i - 1] ? -10 : 0;
        notes.push({ at: (bar * steps + i) / 4, beats: 0.2, pitch, velocity: velocity + heavy });
      });
  }
  return writeMidiTracks(name, 104, [{ name, channel: 9, program: 0, notes }]);
}

const explanation = `# How to turn a circle

Draw a circle and put as many dots on it as the bar has steps. Choose how many of them are strokes, and spread those as evenly as
the dots allow. Three over eight gives 3 + 3 + 2, which you know from half of the world's dance music.

Now turn it. The same three strokes, begun one step later, feel like another rhythm although nothing has changed but the place from
which you count. The high drum in every groove here is such a turned circle.

| strokes | steps | sounds like |
| ---: | ---: | --- |
| 2 | 5 | a waltz that lost a beat |
| 3 | 8 | tresillo |
| 5 | 8 | cinquillo |
| 4 | 9 | a dance that is counted 2 + 2 + 2 + 3 |
| 5 | 12 | bells |
| 7 | 16 | a samba's tambourine |
`;
