import sharp from "sharp";
import { haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { type Island, islandField, islands } from "../islands.ts";
import { mapMarks } from "../map-marks.ts";
import { drawPanorama, panoramas } from "../panoramas.ts";
import { reliefImage, reliefTiles } from "../relief.ts";
import { stationColour, stationYear } from "../station-year.ts";
import { circle, group, lettering, outline, rect, renderCover, renderPng, shape } from "./svg.ts";
import { chainsPath, contourLines } from "./terrain.ts";

const ink = "#2f3a3d";

/** One of the islands as a map, in a frame of 1600 by 1200. */
export function drawIsland(island: Island, { lettered = true, columns = 240 } = {}): string[] {
  const field = islandField(island, columns);
  const scale = 1600 / (field.columns - 1);
  const rings = (level: number) => chainsPath(contourLines(field, level), scale);
  const depths = [-0.62, -0.46, -0.3, -0.15].map((level, i) =>
    shape(rings(level), ["#c6d9da", "#cfe0df", "#d8e6e3", "#e1ece6"][i]!),
  );
  const tints = ["#e9e6cf", "#dfdfba", "#d3d2a3", "#cdbf91", "#c6ab80", "#bd9673", "#e6ddd2"];
  const land = tints.map((tint, i) => shape(rings(i * 0.13), tint));
  const lines = Array.from({ length: 22 }, (_, i) =>
    outline(rings(0.043 * (i + 1)), "#8a6f4d", i % 5 === 4 ? 2.6 : 1.1, 'stroke-opacity="0.75"'),
  );
  const coast = outline(rings(0), "#3e5a63", 3.6);
  const grid = [1, 2, 3].flatMap((i) => [
    outline(`M${i * 400} 0V1200`, "#7d9a9c", 1, 'stroke-opacity="0.6"'),
    outline(`M0 ${i * 300}H1600`, "#7d9a9c", 1, 'stroke-opacity="0.6"'),
  ]);
  return [
    rect(0, 0, 1600, 1200, "#bdd3d6"),
    ...depths,
    ...grid,
    ...land,
    ...lines,
    coast,
    ...(lettered ? names(island) : []),
  ];
}

function names({ name, places }: Island): string[] {
  return [
    lettering(haldenRegular(), name, 800, 1130, "#3e5a63", { size: 54, anchor: "middle", tracking: 340 }),
    ...places.flatMap(({ name: place, x, y, kind }) => {
      if (kind === "peak")
        return [
          shape(`M${x - 13} ${y + 10}L${x} ${y - 13}L${x + 13} ${y + 10}Z`, ink),
          lettering(haldenBold(), place, x + 24, y + 10, ink, { size: 27 }),
        ];
      if (kind === "town")
        return [
          circle(x, y, 10, "#fbf8ef"),
          `<circle cx="${x}" cy="${y}" r="10" fill="none" stroke="${ink}" stroke-width="4"/>`,
          lettering(haldenBold(), place, x + 22, y + 11, ink, { size: 31 }),
        ];
      return [lettering(haldenLight(), place, x, y, "#3e5a63", { size: 30, tracking: 120 })];
    }),
  ];
}

/** Nine imagined islands: the largest of them. */
export function coverIslands(): Promise<Buffer> {
  return renderCover("#bdd3d6", ...drawIsland(islands[0]!));
}

/** Nine imagined islands: all nine, as on an index sheet. */
export function coverIslandIndex(): Promise<Buffer> {
  const sheets = islands.map((island, i) => {
    const [x, y] = [90 + (i % 3) * 490, 84 + Math.floor(i / 3) * 362];
    return `<svg x="${x}" y="${y}" width="440" height="310" viewBox="0 45 1600 1110" preserveAspectRatio="xMidYMid slice">${drawIsland(island, { lettered: false, columns: 110 }).join("")}</svg>`;
  });
  return renderCover("#f2ede2", ...sheets);
}

/** Relief tiles: one of them, lit from the north-west. */
export async function coverRelief(): Promise<Buffer> {
  return sharp(await reliefImage(reliefTiles[1]!, 720, 540), {
    raw: { width: 720, height: 540, channels: 3 },
  })
    .resize(1600, 1200, { kernel: "cubic" })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Relief tiles: four in their four tints. */
export async function coverReliefFour(): Promise<Buffer> {
  const tiles = await Promise.all(
    [0, 2, 3, 4].map(async (which, i) => {
      const input = await reliefImage(reliefTiles[which]!, 380, 280);
      const tile = await sharp(input, { raw: { width: 380, height: 280, channels: 3 } })
        .resize(700, 516, { kernel: "cubic" })
        .png()
        .toBuffer();
      return { input: tile, left: 80 + (i % 2) * 740, top: 64 + Math.floor(i / 2) * 556 };
    }),
  );
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#ece6da" } })
    .composite(tiles)
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export const coverRidges = () => renderPng(1600, 1200, ...drawPanorama(panoramas[0]!, 1600, 1200));
export const coverRidgesNight = () => renderPng(1600, 1200, ...drawPanorama(panoramas[3]!, 1600, 1200));
export const coverRidgesWarm = () => renderPng(1600, 1200, ...drawPanorama(panoramas[1]!, 1600, 1200));

/** Station year: every hour of it as one small field of colour, days from left to right. */
export async function coverStationYear(): Promise<Buffer> {
  const hours = stationYear();
  const pixels = Buffer.alloc(365 * 24 * 3);
  hours.forEach(({ temperature }, i) => {
    const at = ((i % 24) * 365 + Math.floor(i / 24)) * 3;
    pixels.set(stationColour(temperature), at);
  });
  const field = await sharp(pixels, { raw: { width: 365, height: 24, channels: 3 } })
    .resize(1460, 792, { kernel: "nearest", fit: "fill" })
    .png()
    .toBuffer();
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const frame = await renderPng(
    1600,
    1200,
    rect(0, 0, 1600, 1200, "#f4efe6"),
    ...months.map((month, i) => lettering(haldenRegular(), month, 70 + i * 121.7, 1066, ink, { size: 28 })),
    lettering(haldenBold(), "One year, hour by hour", 68, 118, ink, { size: 46 }),
    ...[-20, -10, 0, 10, 20].map((degrees, i) =>
      group(
        [
          rect(0, 0, 58, 22, `rgb(${stationColour(degrees).join(",")})`),
          lettering(haldenRegular(), degrees < 0 ? `-${-degrees}` : String(degrees), 29, -10, ink, {
            size: 22,
            anchor: "middle",
          }),
        ],
        1222 + i * 62,
        96,
      ),
    ),
  );
  return sharp(frame)
    .composite([{ input: field, left: 70, top: 196 }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Map marks: twenty-four signs as a legend. */
export function coverMapMarks(): Promise<Buffer> {
  const signs = Object.values(mapMarks)
    .slice(0, 24)
    .map((d, i) => {
      const [x, y] = [178 + (i % 6) * 218, 166 + Math.floor(i / 6) * 232];
      return `<g transform="translate(${x} ${y}) scale(6.2)" fill="none" stroke="${i % 7 === 3 ? "#b4532f" : ink}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${d}"/></g>`;
    });
  return renderCover("#d9e0cf", ...signs);
}

/** Contour & Line: a summit of five rings. */
export function avatarContour(): Promise<Buffer> {
  const rings = [210, 165, 122, 80, 40].map((r, i) => {
    const points = Array.from({ length: 60 }, (_, k) => {
      const a = (k / 60) * 2 * Math.PI;
      const wave = r * (1 + 0.09 * Math.sin(3 * a + 0.6 + i * 0.12) + 0.06 * Math.sin(2 * a - 1));
      return `${(262 + i * 5 + wave * Math.cos(a)).toFixed(1)} ${(262 - i * 7 + wave * 0.92 * Math.sin(a)).toFixed(1)}`;
    });
    return outline(`M${points.join("L")}Z`, "#f3eedf", 11);
  });
  return renderPng(
    512,
    512,
    rect(0, 0, 512, 512, "#35605a"),
    ...rings,
    shape("M270 208L296 250H244Z", "#e9a35c"),
  );
}
