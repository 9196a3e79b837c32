import { coverCameraMoves } from "../drawings/covers-kumi.ts";
import { type Move, moves } from "../geometry/camera-moves.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { blenderScript } from "./camera-moves-source.ts";

const framesPerSecond = 24;

/** Camera paths as CSV with a Blender script. */
export const cameraMoves: DemoProduct = {
  key: "camera-moves",
  creatorKey: "kumi",
  title: "Eight camera moves for Blender",
  description: `Eight moves around a subject, ready to be laid on any scene: slow orbit, quarter turn, rise, push in, slide, spiral down, over the shoulder, figure eight. They begin and end softly, keep the subject in the frame, and never roll.

**How it works** Run \`camera_moves.py\` from Blender's text editor and choose a CSV. It makes a camera and an empty that the camera looks at, with a key frame for each line. Move, turn or scale the pair to fit your scene; slow it down by stretching the keys.

**In the archive**

- 8 CSV files: frame, place and target in metres, 24 frames a second
- the script, sixty lines of Python without dependencies, for Blender 3.6 and later
- numbers that fit a subject of two metres, and how to scale them

The CSV is plain, so the same moves work in Three.js or Unreal with ten lines of your own. Use them in commercial work; the script is under MIT.`,
  price: { amount: 1000, currency: "usd" },
  category: "software",
  tags: ["blender", "camera", "python", "csv", "animation"],
  covers: [{ alt: "A spiral path with seven cameras around a block on a grid", draw: coverCameraMoves }],
  files: [{ name: "camera-moves.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    { name: "camera-moves/camera_moves.py", data: blenderScript },
    ...moves.map((move) => ({ name: `camera-moves/csv/${move.name}.csv`, data: csv(move) })),
    {
      name: "camera-moves/README.md",
      data: `# Camera moves\n\nMade for a subject two metres tall at the origin. For one of h metres, scale the pair by h / 2.\n\n${moves.map(({ name, seconds }) => `- ${name}, ${seconds} s`).join("\n")}\n`,
    },
  ]);
}

function csv({ seconds, eye, look }: Move): string {
  const frames = seconds * framesPerSecond;
  const rows = Array.from({ length: frames + 1 }, (_, i) =>
    [i + 1, ...[...eye(i / frames), ...look(i / frames)].map((value) => value.toFixed(4))].join(","),
  );
  return `${["frame,x,y,z,look_x,look_y,look_z", ...rows].join("\r\n")}\r\n`;
}
