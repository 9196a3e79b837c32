import { coverLoaders } from "../drawings/covers-kumi.ts";
import { loaders } from "../geometry/loaders.ts";
import { writeLottie } from "../geometry/lottie.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Small animations as Lottie files. */
export const quietLoaders: DemoProduct = {
  key: "quiet-loaders",
  creatorKey: "kumi",
  title: "Quiet loaders: eight waiting animations",
  description: `Eight small motions for the second in which nothing can be shown yet. They loop in two seconds, use one colour, and do not try to be noticed.

Arc, Breath, Three, Stairs, Draw, Orbit, Turn and Ripple. All were tried at 24, 48 and 96 pixels on a cheap telephone; none of them has more than four layers, and the largest file is smaller than a photograph's thumbnail.

**What you get**

- 8 Lottie files (JSON), 60 frames a second, 200 × 200
- shapes and key frames only: no images, no expressions, no fonts
- a note on looping, and on people who prefer less motion

They play in lottie-web, dotLottie, iOS, Android, React Native and Rive's importer. To change the colour, search for \`"c":{"a":0,\` in any text editor.

Use them in any number of apps and sites. When somebody has asked for less motion, show the first frame.`,
  price: { amount: 1500, currency: "usd" },
  category: "video",
  tags: ["lottie", "animation", "loader", "json", "ui"],
  covers: [{ alt: "Eight waiting animations, each drawn with its last moments", draw: coverLoaders }],
  files: [{ name: "quiet-loaders.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    ...loaders.map((loader) => ({ name: `quiet-loaders/${loader.name}.json`, data: writeLottie(loader) })),
    { name: "quiet-loaders/README.md", data: readme },
  ]);
}

const readme = `# Quiet loaders

${loaders.map(({ name }) => `- \`${name}.json\``).join("\n")}

Each is 120 frames long and ends where it begins, so that it loops without a jump. For people who prefer less motion, stop at
frame 0: every one of them is a complete sign there or becomes one by frame 60.
`;
