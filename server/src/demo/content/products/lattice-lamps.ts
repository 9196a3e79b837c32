import { coverLamps, coverLampsThree } from "../drawings/covers-kumi.ts";
import { buildLamp, lamps } from "../geometry/lamps.ts";
import { writeStl } from "../mesh.ts";
import type { DemoProduct } from "../types.ts";

/** Printable lampshades as STL. */
export const latticeLamps: DemoProduct = {
  key: "lattice-lamps",
  creatorKey: "kumi",
  title: "Lattice lamps: four woven shades",
  description: `Four shades for a hanging lamp, woven of two families of ribbons that cross each other from foot to head. The light comes out in pieces and puts the same lattice on the wall, larger and softer.

| shade | height | widest | printing time |
| --- | --- | --- | --- |
| Onion | 190 mm | 192 mm | 9 h |
| Hourglass | 220 mm | 160 mm | 8 h |
| Drop | 210 mm | 176 mm | 9 h |
| Drum | 160 mm | 164 mm | 8 h |

Ribbons are 4.4 by 2.4 mm, so a 0.4 mm nozzle lays six clean lines. No supports: the ribbons never lean further than forty degrees. The bodies overlap where they cross; every current slicer joins them by itself.

Use an LED bulb of at most five watts. PLA becomes soft at sixty degrees, and an old bulb is hotter than that.

Binary STL in millimetres. Print for yourself and for sale at markets; please do not share the files.`,
  price: { amount: 1300, currency: "usd" },
  category: "3d",
  tags: ["3d printing", "stl", "lamp", "lattice"],
  covers: [
    { alt: "A woven lampshade glowing in the dark", draw: coverLamps },
    { alt: "Three more shades: hourglass, drop and drum", draw: coverLampsThree },
  ],
  files: lamps.map((lamp) => ({
    name: `lattice-${lamp.name}.stl`,
    contentType: "model/stl",
    make: async () => writeStl(buildLamp(lamp)),
  })),
};
