import { struckNote } from "../audio/struck.ts";
import { coverKalimba, coverKalimbaWaves } from "../drawings/covers-music.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

/** Eleven tines in G: name, MIDI number. */
const tines: [string, number][] = [
  ["G3", 55],
  ["B3", 59],
  ["C4", 60],
  ["D4", 62],
  ["E4", 64],
  ["Fs4", 66],
  ["G4", 67],
  ["A4", 69],
  ["B4", 71],
  ["D5", 74],
  ["G5", 79],
];

/** Single notes as WAV with an instrument file. */
export const kalimbaKit: DemoProduct = {
  key: "kalimba-kit",
  creatorKey: "ostinato",
  title: "Table kalimba: eleven notes",
  description: `An eleven-tine kalimba in G, note by note, for samplers and for people who build their beats one sound at a time. Each tine rings out in full, with the small metallic knock at its beginning that makes it a kalimba and not a bell.

The sounds are modelled from how a clamped bar of steel really vibrates, tuned by ear against the one on my table. So there is no hiss to gate and no room to fight with.

**In the archive**

- 11 WAV files, 44.1 kHz, 16-bit stereo, two seconds each, named by note
- \`table-kalimba.sfz\`, which maps them over three octaves in any SFZ player, such as sforzando, Sitala's importer or LinuxSampler
- the licence as plain text

They repitch well by a fifth in both directions. Use them in anything you release; just not as samples in another pack.`,
  price: { amount: 1700, currency: "usd" },
  category: "loops",
  tags: ["kalimba", "one-shots", "wav", "sfz", "sampler"],
  covers: [
    { alt: "A wooden kalimba with eleven tines, the middle one golden", draw: coverKalimba },
    { alt: "Eight notes of the kalimba drawn as they ring out", draw: coverKalimbaWaves },
  ],
  files: [{ name: "table-kalimba.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    ...tines.map(([name, note]) => ({
      name: `table-kalimba/kalimba-${name}.wav`,
      data: struckNote(440 * 2 ** ((note - 69) / 12), 2),
      store: true,
    })),
    { name: "table-kalimba/table-kalimba.sfz", data: sfz() },
    { name: "table-kalimba/LICENCE.txt", data: licenceText("Table kalimba", "Ostinato Press", mediaTerms) },
  ]);
}

/** Every key plays the nearest tine. */
function sfz(): string {
  const edge = (i: number) => Math.floor((tines[i]![1] + tines[i + 1]![1]) / 2);
  const regions = tines.map(([name, note], i) => {
    const low = i === 0 ? 48 : edge(i - 1) + 1;
    const high = i === tines.length - 1 ? 86 : edge(i);
    return `<region> sample=kalimba-${name}.wav pitch_keycenter=${note} lokey=${low} hikey=${high}`;
  });
  return `// Table kalimba, Ostinato Press\n<group> loop_mode=one_shot ampeg_release=0.4\n${regions.join("\n")}\n`;
}
