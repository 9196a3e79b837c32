import { bandNamed } from "../bands.ts";
import { haldenBold } from "../font/face.ts";
import { plotNamed } from "../geometry/town.ts";
import { engrave } from "../music/engrave.ts";
import { pieces } from "../music/pieces.ts";
import { drawPanorama, panoramas } from "../panoramas.ts";
import { fabric } from "./covers-knit.ts";
import { drawMarks } from "./covers-music.ts";
import { fruits } from "./fruit.ts";
import { isometric } from "./isometric.ts";
import { circle, group, lettering, rect, renderPng, shape } from "./svg.ts";

const [width, height] = [1920, 640];
const banner = (ground: string, ...elements: string[]) =>
  renderPng(width, height, rect(0, 0, width, height, ground), ...elements);

/** Studio Halden: one word, larger than the picture. */
export const bannerHalden = () =>
  banner("#c4512d", lettering(haldenBold(), "ragout", -30, 486, "#f1ebdf", { size: 604 }));

/** Lowland Audio: water to the horizon. */
export function bannerLowland(): Promise<Buffer> {
  const bands = ["#9fb9bd", "#7d9fa8", "#5c8290", "#3f6678", "#284b5f"].map((colour, i) => {
    const base = 300 + i * 72;
    let path = `M0 ${height}`;
    for (let x = 0; x <= width; x += 24)
      path += `L${x} ${base - (8 + i * 4) * Math.sin(x / (250 - i * 24) + i * 1.7)}`;
    return shape(`${path}L${width} ${height}Z`, colour);
  });
  return banner("#efdcc3", circle(1380, 262, 128, "#dd6b46"), ...bands);
}

/** Plainwork: its three shapes as a row of blocks. */
export function bannerPlainwork(): Promise<Buffer> {
  const colours = ["#24463f", "#e2a13c", "#d9664a", "#8fa79b"];
  const blocks = Array.from({ length: 24 }, (_, i) => {
    const [x, y] = [(i % 12) * 160, Math.floor(i / 12) * 160 + 160];
    const colour = colours[(i * 5 + Math.floor(i / 7)) % 4]!;
    const kind = (i * 7 + Math.floor(i / 12)) % 4;
    if (kind === 0) return rect(x, y, 160, 160, colour);
    if (kind === 1) return circle(x + 80, y + 80, 80, colour);
    if (kind === 2) return shape(`M${x} ${y + 160}L${x + 80} ${y}L${x + 160} ${y + 160}Z`, colour);
    return shape(`M${x} ${y}A160 160 0 0 1 ${x + 160} ${y + 160}H${x}Z`, colour);
  });
  return banner("#e9e2d2", ...blocks);
}

/** Contour & Line: larches under a pale sky. */
export const bannerContour = () => banner("#ffffff", ...drawPanorama(panoramas[4]!, width, height));

/** Thistle Knits: a yoke all around. */
export function bannerThistle(): Promise<Buffer> {
  const [ground, wool, pink, green] = ["#31423f", "#efe6d6", "#c77fb0", "#9fb98a"];
  const rows: [string, string, string][] = [
    ["Seeds", green, ground],
    ["Harbour", pink, wool],
    ["Rope", green, ground],
  ];
  const colourOf = (column: number, row: number): string => {
    let rest = row - 2;
    for (const [name, front, back] of rows) {
      const band = bandNamed(name);
      if (rest >= 0 && rest < band.height) return band.dark(column, rest) ? front : back;
      rest -= band.height + 1;
    }
    return ground;
  };
  return banner("#1d2a28", ...fabric(66, 23, 29.4, 28.6, colourOf));
}

/** Ostinato Press: two systems that run on beyond the edge. */
export const bannerOstinato = () =>
  banner("#b5483a", ...drawMarks(engrave(pieces[4]!, 74), 70, 70, 26, "#f6ded2"));

/** Kumi Works: plots in a row. */
export function bannerKumi(): Promise<Buffer> {
  const names = [
    "park",
    "rose-house",
    "tower",
    "lime-house",
    "square",
    "blue-house",
    "cottage",
    "brick-house",
  ];
  return banner(
    "#1f2d36",
    ...names.map((name, i) => plotNamed(name).draw(isometric(122 + i * 240, 400, 128), 0, 0)),
  );
}

/** Leila Haddad: halves in a row. */
export const bannerKitchen = () =>
  banner(
    "#35504a",
    ...[2, 5, 0, 6, 3, 9, 4].map((which, i) =>
      group([fruits[which]!.draw()], 150 + i * 270, 320, ((i * 41) % 30) - 15, 1.12),
    ),
  );
