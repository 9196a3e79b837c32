import { coverJoints, coverJointsSix } from "../drawings/covers-kumi.ts";
import { type Box, drawBox, fromBehind, isometric } from "../drawings/isometric.ts";
import { svgDocument } from "../drawings/svg.ts";
import { joints } from "../geometry/joints.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";

/** Side of a timber of four units, in millimetres. */
const side = 40;

/** Timber joints as models and sheets. */
export const sixJoints: DemoProduct = {
  key: "six-joints",
  creatorKey: "kumi",
  title: "Six timber joints, taken apart",
  description: `Cross lap, corner lap, mortise and tenon, bridle, housing and stub scarf: the six joints that carry most furniture, as models that come apart on the screen and on the bench.

I drew them for a Saturday class in Osaka, where people cut their first joint in cedar after an hour of turning these around. Seeing where the wood has to go is nearly all of it; the saw is the rest.

**In the archive**

- 12 OBJ files, each half of each joint on its own, for timber of 40 mm
- 6 SVG sheets, isometric, opened as on the cover, to print for the wall of a workshop
- \`cuts.md\`: what to mark, what to cut and in which order

The models are exact, with no gap. For printing, shrink the upper half to 99 %; for wood, let the saw take the line on the waste side. Schools may copy the sheets for their classes.`,
  price: { amount: 2600, currency: "usd" },
  category: "education",
  tags: ["woodworking", "joinery", "obj", "printable"],
  covers: [
    { alt: "A cross lap joint lifted apart in walnut and cedar", draw: coverJoints },
    { alt: "All six joints opened, two rows of three", draw: coverJointsSix },
  ],
  files: [
    { name: "six-joints.zip", contentType: "application/zip", make: async () => archive() },
    { name: "cuts.md", contentType: "text/markdown", make: async () => Buffer.from(cuts) },
  ],
};

function archive(): Buffer {
  return makeZip(
    joints.flatMap(({ name, lower, upper, lift }) => {
      const file = name.replaceAll(" ", "-");
      return [
        { name: `six-joints/obj/${file}-lower.obj`, data: boxesObj(`${name}, lower`, lower) },
        { name: `six-joints/obj/${file}-upper.obj`, data: boxesObj(`${name}, upper`, upper) },
        { name: `six-joints/sheets/${file}.svg`, data: sheet(lower, upper, lift) },
      ];
    }),
  );
}

/** Boxes as Wavefront OBJ with quads, one group for each. */
function boxesObj(name: string, boxes: Box[]): string {
  const lines = [`# ${name}, millimetres`];
  const scale = side / 4;
  boxes.forEach(({ at: [x, y, z], size: [w, d, h] }, i) => {
    lines.push(`o part-${i + 1}`);
    for (const corner of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const [cx, cy, cz] = [x + (corner & 1 ? w : 0), y + (corner & 2 ? d : 0), z + (corner & 4 ? h : 0)];
      lines.push(`v ${cx * scale} ${cy * scale} ${cz * scale}`);
    }
    const f = (...corners: number[]) => `f ${corners.map((corner) => i * 8 + corner + 1).join(" ")}`;
    lines.push(f(0, 2, 3, 1), f(4, 5, 7, 6), f(0, 1, 5, 4), f(2, 6, 7, 3), f(0, 4, 6, 2), f(1, 3, 7, 5));
  });
  return `${lines.join("\n")}\n`;
}

function sheet(lower: Box[], upper: Box[], lift: number): string {
  const to = isometric(600, 640, 32);
  const raised = upper.map(({ at: [x, y, z], size }): Box => ({ at: [x, y, z + lift], size }));
  const light = { top: "#ffffff", left: "#e9e5dc", right: "#cfc9bc" };
  return svgDocument(
    1200,
    1200,
    [...fromBehind(lower), ...fromBehind(raised)].map((box) => drawBox(to, box, light)),
  );
}

const cuts = `# Cuts

Mark with a knife, not with a pencil. A knife line holds the chisel.

1. **Cross lap.** Half the height out of both, as wide as the other is thick. Cut one, mark the second from it.
2. **Corner lap.** The same at an end. Saw down the grain first, across it last.
3. **Mortise and tenon.** A third of the thickness for the tenon. Chop the mortise first; a tenon can be made smaller.
4. **Bridle.** A mortise that is open at the top. Both cheeks stay as thick as the tongue.
5. **Housing.** A third of the depth, and no more than the shelf is thick. Clamp a straight piece as a fence for the saw.
6. **Stub scarf.** Three steps of equal length. Plane the faces before you cut; afterwards it is too late.
`;
