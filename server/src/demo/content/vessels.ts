import type { Vessel } from "./mesh.ts";

/** The three printable vessels: a tall vase, a cup and a twisted bud vase. */
export const vessels: Vessel[] = [
  {
    name: "Facet vase",
    height: 150,
    wall: 2.4,
    floor: 3,
    sides: 9,
    rings: 6,
    radius: (share) => 26 + 17 * Math.sin(Math.PI * (0.12 + share * 0.78)),
    twist: 40,
  },
  {
    name: "Facet cup",
    height: 78,
    wall: 2.4,
    floor: 3,
    sides: 8,
    rings: 3,
    radius: (share) => 30 + 12 * share,
    twist: 22.5,
  },
  {
    name: "Facet bud vase",
    height: 112,
    wall: 2.4,
    floor: 3,
    sides: 6,
    rings: 8,
    radius: (share) => 18 + 16 * Math.cos(Math.PI * (share * 0.9 - 0.28)) ** 2,
    twist: 90,
  },
];
