import { haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { contourPath } from "../font/text-path.ts";
import { konturIcons } from "../icons.ts";
import { circle, lettering, outline, rect, renderCover, shape } from "./svg.ts";

/** Halden Sans: two large letters between their guide lines. */
export function coverHaldenSans(): Promise<Buffer> {
  const [paper, ink, clay] = ["#f1ebdf", "#1f1c19", "#c4512d"];
  const levels: [string, number][] = [
    ["cap height 700", 330],
    ["x-height 500", 462],
    ["baseline 0", 792],
  ];
  const guides = levels.flatMap(([name, y]) => [
    outline(`M100 ${y}H1500`, clay, 2),
    lettering(haldenRegular(), name, 1500, y - 14, clay, { size: 24, anchor: "end" }),
  ]);
  return renderCover(
    paper,
    ...guides,
    lettering(haldenBold(), "Rag", 60, 792, ink, { size: 660 }),
    lettering(haldenLight(), "Light", 100, 1090, ink, { size: 58 }),
    lettering(haldenRegular(), "Regular", 290, 1090, ink, { size: 58 }),
    lettering(haldenBold(), "Bold", 560, 1090, ink, { size: 58 }),
    lettering(haldenRegular(), "Halden Sans", 1500, 1090, clay, { size: 58, anchor: "end" }),
  );
}

/** Kontur: a page of the icons themselves, four of them picked out. */
export function coverKontur(): Promise<Buffer> {
  const names = Object.keys(konturIcons);
  const picked = new Set([9, 14, 24, 33]);
  const shown = [
    "home",
    "search",
    "bell",
    "calendar",
    "camera",
    "cloud",
    "compass",
    "droplet",
    "layers",
    "leaf",
  ].concat(
    [
      "book",
      "bag",
      "chart",
      "clock",
      "eye",
      "key",
      "gift",
      "globe",
      "image",
      "inbox",
      "lock",
      "mail",
      "map",
      "moon",
    ],
    ["music", "package", "pen", "pin", "ruler", "sliders", "star", "sun", "tag", "video", "folder", "heart"],
    ["printer", "microphone", "crop", "link"],
  );
  const cells = shown
    .filter((name) => names.includes(name))
    .slice(0, 40)
    .map((name, i) => {
      const [column, row] = [i % 8, Math.floor(i / 8)];
      const [x, y] = [150 + column * 171, 150 + row * 199];
      const colour = picked.has(i) ? "#f2b84b" : "#f4efe4";
      return `<g transform="translate(${x} ${y}) scale(4.4)" fill="none" stroke="${colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${konturIcons[name]}"/></g>`;
    });
  return renderCover("#1e3b34", ...cells);
}

/** Building a typeface in code: a small g with its points and handles. */
export function coverTypeInCode(): Promise<Buffer> {
  const [night, cream, coral, blue] = ["#1c2848", "#f3ecdd", "#ee7b5c", "#6f86c4"];
  const glyph = haldenBold().glyphs.get("g")!;
  const [x, y, scale] = [490, 800, 1.12];
  const at = (p: { x: number; y: number }) => [x + p.x * scale, y - p.y * scale] as const;
  const body = shape(glyph.contours.map((contour) => contourPath(contour, x, y, scale)).join(""), "#273763");
  const edges = glyph.contours.map((contour) => outline(contourPath(contour, x, y, scale), cream, 4));
  const handles: string[] = [];
  const points: string[] = [];
  for (const contour of glyph.contours) {
    contour.forEach((point, i) => {
      const [px, py] = at(point);
      if (point.on) points.push(rect(px - 8, py - 8, 16, 16, cream));
      else {
        for (const near of [contour.at(i - 1)!, contour[(i + 1) % contour.length]!]) {
          const [qx, qy] = at(near);
          handles.push(outline(`M${px} ${py}L${qx} ${qy}`, coral, 2.5));
        }
        points.push(circle(px, py, 8, coral));
      }
    });
  }
  const guides = [0, 500].map((level) =>
    outline(`M120 ${y - level * scale}H1480`, blue, 2, 'stroke-dasharray="2 12"'),
  );
  return renderCover(night, ...guides, body, ...edges, ...handles, ...points);
}
