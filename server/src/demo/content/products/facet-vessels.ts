import { coverFacetVessels } from "../drawings/covers-place.ts";
import { buildVessel, writeObj, writeStl } from "../mesh.ts";
import type { DemoProduct } from "../types.ts";
import { vessels } from "../vessels.ts";

/** Printable models as STL and OBJ. */
export const facetVessels: DemoProduct = {
  key: "facet-vessels",
  creatorKey: "plainwork",
  title: "Facet vessels: three printable pots",
  description: `A vase, a cup and a twisted bud vase with flat facets, designed to come off a desktop printer without supports, rafts or sanding.

| model | height | widest | sides |
| --- | --- | --- | --- |
| Facet vase | 150 mm | 86 mm | 9 |
| Facet cup | 78 mm | 84 mm | 8 |
| Facet bud vase | 112 mm | 68 mm | 6 |

Walls are 2.4 mm, floors 3 mm: six lines of a 0.4 mm nozzle. All three are closed, watertight shells in millimetres with no overhang beyond 35 degrees. PLA at 0.2 mm layers takes between two and six hours. For water, print at 105 % flow or coat the inside.

Each model comes as binary STL for slicers and as OBJ with shared vertices for modelling and rendering programs. They scale evenly; below 60 % thicken the wall.

You may print for yourself, give away and sell prints. Please do not pass the files on.`,
  price: { amount: 800, currency: "usd" },
  category: "3d",
  tags: ["3d printing", "stl", "obj", "vase"],
  covers: [{ alt: "Three faceted vessels in a row", draw: coverFacetVessels }],
  files: vessels.flatMap((vessel) => {
    const name = vessel.name.toLowerCase().replaceAll(" ", "-");
    return [
      { name: `${name}.stl`, contentType: "model/stl", make: async () => writeStl(buildVessel(vessel)) },
      { name: `${name}.obj`, contentType: "model/obj", make: async () => writeObj(buildVessel(vessel)) },
    ];
  }),
};
