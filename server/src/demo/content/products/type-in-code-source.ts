/** The program that comes with the course; it reads `glyphs.json` beside it and needs nothing else. */
export const drawProgram = `// node draw.mjs "Hamburg" 240 > hamburg.svg
import { readFileSync } from "node:fs";

const face = JSON.parse(readFileSync(new URL("glyphs.json", import.meta.url), "utf8"));
const [text = "Hamburg", size = "240"] = process.argv.slice(2);
const scale = Number(size) / face.unitsPerEm;
const baseline = Number(size);
let x = 0;
let path = "";
for (const character of text) {
  const glyph = face.glyphs[character];
  if (!glyph) throw new Error("no glyph for " + character);
  for (const contour of glyph.contours) path += contourPath(contour);
  x += glyph.advance * scale;
}
process.stdout.write(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ' + Math.ceil(x) + " " + Math.ceil(baseline * 1.3) + '">' +
  '<path d="' + path + '"/></svg>\\n',
);

// A point is [x, y, on]. An off-curve point is the handle of the quadratic curve to the next point.
function contourPath(contour) {
  const at = ([px, py]) => (x + px * scale).toFixed(2) + " " + (baseline - py * scale).toFixed(2);
  let d = "M" + at(contour[0]);
  for (let i = 1; i < contour.length; i++) {
    if (contour[i][2]) d += "L" + at(contour[i]);
    else {
      d += "Q" + at(contour[i]) + " " + at(contour[(i + 1) % contour.length]);
      i++;
    }
  }
  return d + "Z";
}
`;

export const courseReadme = `# A typeface in code

- workbook: type-in-code-workbook.pdf
- glyphs.json: the outlines of Halden Sans Regular, points as [x, y, on-curve]
- draw.mjs: sets a word as SVG; run it with Node 20 or later

      node draw.mjs "Hamburg" 240 > hamburg.svg

- exercises/: one SVG sheet a lesson, with the guide lines drawn and the letter left out

The outlines are for study. To use the typeface in your work, license Halden Sans.
`;
