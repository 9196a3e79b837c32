import sharp from "sharp";
import { drawOver } from "../../server/src/features/media/mark-picture.ts";
import { type Measurement, valueAtMost } from "../measurement.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";

const WIDTH = 1600;
const TEXT = "Mara Lindqvist K7QM-2F9X";

export const watermark: Measurement = {
  name: "watermark",
  about: "CPU of a picture of 1600 pixels with its viewer's mark, against the same picture encoded without",
  async run({ quick }) {
    sharp.cache(false);
    const picture = await texture();
    const contestants = {
      marked: () => cpuOf(() => drawOver(picture, TEXT, WIDTH)),
      // A viewer's first picture: their tile is drawn too.
      first: () => cpuOf(() => drawOver(picture, `${TEXT} ${performance.now()}`, WIDTH)),
      plain: () =>
        cpuOf(() => sharp(picture).resize({ width: WIDTH }).webp({ quality: 82, effort: 2 }).toBuffer()),
    };
    await inTurns(3, contestants);
    const rounds = await inTurns(quick ? 10 : 40, contestants);
    const beyond = (ours: number[]) => median(ours.map((cpu, round) => cpu - rounds.plain[round]!));
    const same = (cpu: number) => cpu;
    return [
      {
        name: `${WIDTH} px with the viewer's mark: CPU`,
        value: median(rounds.marked),
        unit: "ms",
        against: "resized and encoded without a mark",
        ratio: ratioOf(rounds.marked, rounds.plain, same),
      },
      {
        name: `${WIDTH} px, what the mark adds: CPU`,
        value: beyond(rounds.marked),
        unit: "ms",
        against: null,
        ratio: null,
        goal: valueAtMost(60),
      },
      {
        name: `${WIDTH} px, what a viewer's first mark adds: CPU`,
        value: beyond(rounds.first),
        unit: "ms",
        against: null,
        ratio: null,
        goal: valueAtMost(60),
      },
    ];
  },
};

/** As a size lies in storage, with the grain of a photograph. */
async function texture(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: WIDTH, height: 1067, channels: 3, background: "#777777", noise } })
    .blur(2)
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
}

/** Milliseconds of CPU on all threads of this process, which does nothing else meanwhile. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
