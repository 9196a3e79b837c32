import { coverOvercast } from "../drawings/covers-place.ts";
import { grades } from "../grades.ts";
import { writeCube } from "../lut.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

const readme = `Overcast: six looks as 3D LUTs

Size 33, input and output Rec. 709 / sRGB, full range.

DaVinci Resolve   Project settings, Color management, Open LUT folder; copy the files, then Update lists
Premiere Pro      Lumetri Color, Creative, Look, Browse
Final Cut Pro     Effects, Custom LUT
Photoshop         Layer, New adjustment layer, Color lookup, Load 3D LUT
Affinity Photo    Layer, New adjustment, LUT
ffmpeg            ffmpeg -i in.mp4 -vf lut3d=overcast-1-harbour.cube out.mp4

Expose normally and correct white balance first. For a lighter touch lower the layer's opacity.
`;

/** Colour grades as .cube files. */
export const overcast: DemoProduct = {
  key: "overcast",
  creatorKey: "lowland",
  title: "Overcast: six colour grades",
  description: `Six looks made for grey days, when the light is soft and the colours are already half gone. They pull shadows and highlights apart a little, keep skin believable and do not clip.

- **Harbour**: cool shadows, firm contrast
- **Wool**: lifted blacks, warm, low saturation
- **Late sun**: amber highlights, the one strong look in the set
- **Slate**: nearly monochrome, hard
- **Plum**: red-violet shadows for evening interiors
- **Print**: black and white with a paper black

Each is a 33-point .cube file for Rec. 709 or sRGB pictures, video and stills alike. They load in DaVinci Resolve, Premiere Pro, Final Cut Pro, Photoshop, Affinity Photo and ffmpeg; the enclosed read-me says where to click in each. Convert log footage to Rec. 709 first.

The cover shows the plain picture on the left, then Harbour, Late sun and Print.`,
  price: { amount: 2800, currency: "usd" },
  category: "photography",
  tags: ["lut", "colour grading", "cube", "film look"],
  covers: [{ alt: "One landscape in four strips, each graded differently", draw: coverOvercast }],
  files: [{ name: "overcast-luts-1.1.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    { name: "overcast/README.txt", data: readme },
    { name: "overcast/LICENCE.txt", data: licenceText("Overcast 1.1", "Lowland Audio", mediaTerms) },
    ...grades.map((grade) => ({
      name: `overcast/${grade.title.toLowerCase().replaceAll(" ", "-")}.cube`,
      data: writeCube(grade),
    })),
  ]);
}
