import { type Band, bandNamed } from "../bands.ts";
import { haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { contourPath } from "../font/text-path.ts";
import { stitchGlyphs } from "../stitch-face.ts";
import { circle, group, lettering, outline, rect, renderCover, renderPng, shape } from "./svg.ts";

const [wool, navy, rust, moss, sand, ink] = [
  "#efe6d6",
  "#22364f",
  "#b8532f",
  "#6c7a4f",
  "#cdb38b",
  "#2b2724",
];

/** Knitted fabric: each stitch is a pair of leaning drops. `colourOf` is asked for column and row from the left top. */
export function fabric(
  columns: number,
  rows: number,
  width: number,
  height: number,
  colourOf: (column: number, row: number) => string,
): string[] {
  const byColour = new Map<string, string>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const colour = colourOf(column, row);
      const [x, y] = [column * width, row * height];
      byColour.set(colour, (byColour.get(colour) ?? "") + stitch(x, y, width, height));
    }
  }
  return [...byColour].map(([colour, path]) => shape(path, colour));
}

function stitch(x: number, y: number, w: number, h: number): string {
  const n = (value: number) => Math.round(value * 10) / 10;
  const [mid, over] = [x + w / 2, h * 0.34];
  const half = (side: 1 | -1) => {
    const far = mid + side * w * 0.48;
    return (
      `M${n(mid)} ${n(y + h + over)}C${n(mid + side * w * 0.04)} ${n(y + h * 0.75)} ${n(mid + side * w * 0.1)} ${n(y + h * 0.45)} ${n(mid + side * w * 0.24)} ${n(y)}` +
      `C${n(mid + side * w * 0.32)} ${n(y - h * 0.1)} ${n(far)} ${n(y - h * 0.02)} ${n(far)} ${n(y + h * 0.2)}` +
      `C${n(far)} ${n(y + h * 0.65)} ${n(mid + side * w * 0.26)} ${n(y + h)} ${n(mid)} ${n(y + h + over)}Z`
    );
  };
  return half(1) + half(-1);
}

type Stripe = { band?: Band; rows: number; front: string; ground: string };

function stripes(list: Stripe[]) {
  return (column: number, row: number): string => {
    let rest = row;
    for (const { band, rows, front, ground } of list) {
      if (rest < rows) return band?.dark(column, rest) ? front : ground;
      rest -= rows;
    }
    return wool!;
  };
}

const banded = (name: string, front: string, ground: string): Stripe => {
  const band = bandNamed(name);
  return { band, rows: band.height, front, ground };
};
const plain = (rows: number, ground: string): Stripe => ({ rows, front: ground, ground });

/** Harbour yoke: the yoke from close by. */
export function coverHarbourYoke(): Promise<Buffer> {
  const list = [
    plain(2, navy!),
    banded("Teeth", wool!, navy!),
    plain(1, wool!),
    banded("Harbour", rust!, wool!),
    plain(1, wool!),
    banded("Seeds", navy!, wool!),
    plain(1, navy!),
    banded("Rope", sand!, navy!),
    plain(9, navy!),
  ];
  return renderCover("#131f2f", ...fabric(42, 33, 38.2, 37, stripes(list)));
}

/** Harbour yoke: the whole sweater, laid flat. */
export function coverHarbourSweater(): Promise<Buffer> {
  const body =
    "M520 330C600 300 660 290 700 250C750 300 850 300 900 250C940 290 1000 300 1080 330L1370 820L1220 900L1072 640V1050H528V640L380 900L230 820Z";
  const list = [
    plain(7, navy!),
    banded("Teeth", wool!, navy!),
    plain(1, wool!),
    banded("Harbour", rust!, wool!),
    plain(1, wool!),
    banded("Seeds", navy!, wool!),
    plain(1, navy!),
    banded("Rope", sand!, navy!),
    plain(60, navy!),
  ];
  const knitted = group(fabric(68, 50, 17.8, 17, stripes(list)), 196, 236);
  const sweater = [
    `<clipPath id="body"><path d="${body}"/></clipPath>`,
    group([shape(body, "#c3bdae")], 16, 22),
    shape(body, "#131f2f"),
    `<g clip-path="url(#body)">${knitted}</g>`,
    outline("M528 640L560 520M1072 640L1040 520", "#0d1724", 5),
    rect(528, 1006, 544, 44, "#1a2b40"),
    ...Array.from({ length: 34 }, (_, i) => rect(536 + i * 16, 1006, 4, 44, "#131f2f")),
    outline("M700 252C750 302 850 302 900 252", "#1a2b40", 26),
  ];
  return renderCover("#dcd7cb", group(sweater, -176, -170, 0, 1.22));
}

/** Colourwork bands: eleven of them as a chart on squared paper. */
export function coverBands(): Promise<Buffer> {
  const names = ["Rope", "Diamonds", "Seeds", "Rose", "Checks", "Kites", "Teeth"];
  const colours = [navy!, rust!, moss!, navy!, rust!, moss!, navy!];
  const cell = 17;
  let y = 92;
  const squares: string[] = [];
  names.forEach((name, i) => {
    const band = bandNamed(name);
    let path = "";
    for (let row = 0; row < band.height; row++)
      for (let column = 0; column < 84; column++)
        if (band.dark(column, row))
          path += `M${86 + column * cell} ${y + row * cell}h${cell - 2}v${cell - 2}h-${cell - 2}z`;
    squares.push(shape(path, colours[i]!));
    y += band.height * cell + 39;
  });
  return renderCover("#f3eee3", ...squares);
}

/** Colourwork bands: the rose, knitted. */
export function coverBandsKnitted(): Promise<Buffer> {
  const list = [
    plain(2, rust!),
    banded("Seeds", wool!, rust!),
    plain(1, rust!),
    banded("Rose", rust!, wool!),
    plain(1, rust!),
    banded("Seeds", wool!, rust!),
    plain(4, rust!),
  ];
  return renderCover("#6d2c17", ...fabric(36, 32, 44.5, 38, stripes(list)));
}

/** Stitch symbols: a specimen of the signs on chart squares. */
export function coverStitchSymbols(): Promise<Buffer> {
  const signs = stitchGlyphs()
    .filter(({ contours }) => contours.length > 0)
    .slice(0, 15);
  const [paper, line] = ["#e9e4ec", "#b9aec4"];
  const lines = [0, 1, 2, 3, 4, 5].map((i) => outline(`M${100 + i * 280} 100V940`, line, 2.5));
  const across = [0, 1, 2, 3].map((i) => outline(`M100 ${100 + i * 280}H1500`, line, 2.5));
  const drawn = signs.map(({ contours }, i) => {
    const [x, y] = [100 + (i % 5) * 280, 100 + Math.floor(i / 5) * 280];
    return shape(
      contours.map((contour) => contourPath(contour, x + 14, y + 254, 0.252)).join(""),
      i % 5 === (i > 9 ? 1 : 3) ? "#8a3f5f" : "#2c2536",
    );
  });
  return renderCover(
    paper,
    ...lines,
    ...across,
    ...drawn,
    lettering(haldenBold(), "Thistle Chart", 100, 1090, "#2c2536", { size: 72 }),
    lettering(haldenLight(), "type a row, read a row", 1500, 1090, "#8a3f5f", { size: 44, anchor: "end" }),
  );
}

/** Reading charts: which way the rows go. */
export function coverReadingCharts(): Promise<Buffer> {
  const [x0, y0, cell] = [250, 150, 75];
  const band = bandNamed("Kites");
  const cells = Array.from({ length: 16 * 12 }, (_, i) => {
    const [column, row] = [i % 16, Math.floor(i / 16)];
    const dark = band.dark(column, row % 8 === 7 ? 99 : row % 8);
    const now = row === 9;
    return rect(
      x0 + column * cell,
      y0 + row * cell,
      cell - 4,
      cell - 4,
      dark ? (now ? "#c8553d" : "#3f5a52") : now ? "#f6d9a8" : "#f7f3e8",
    );
  });
  const arrows = [11, 9, 7].map((row) => {
    const y = y0 + row * cell + 35;
    return outline(
      `M${x0 + 16 * cell + 92} ${y}H${x0 + 16 * cell + 24}M${x0 + 16 * cell + 46} ${y - 17}L${x0 + 16 * cell + 22} ${y}L${x0 + 16 * cell + 46} ${y + 17}`,
      "#2f3f39",
      7,
      'stroke-linecap="round" stroke-linejoin="round"',
    );
  });
  const numbers = [1, 3, 5].map((number, i) =>
    lettering(haldenBold(), String(number), x0 + 16 * cell + 112, y0 + (11 - i * 2) * cell + 47, "#2f3f39", {
      size: 36,
    }),
  );
  const back = [10, 8].map((row) => {
    const y = y0 + row * cell + 35;
    return outline(
      `M${x0 - 96} ${y}H${x0 - 28}M${x0 - 50} ${y - 17}L${x0 - 26} ${y}L${x0 - 50} ${y + 17}`,
      "#8fa097",
      7,
      'stroke-linecap="round" stroke-linejoin="round"',
    );
  });
  return renderCover("#d5ddd2", ...cells, ...arrows, ...numbers, ...back);
}

/** Gauge: a swatch under a frame of ten centimetres. */
export function coverGauge(): Promise<Buffer> {
  const swatch = group(
    fabric(28, 26, 44, 38, () => "#d7a59a"),
    176,
    110,
  );
  const ticks = Array.from({ length: 41 }, (_, i) =>
    outline(`M${402 + i * 20} 262v${i % 4 === 0 ? 40 : 20}`, ink!, i % 4 === 0 ? 4 : 2.5),
  );
  const numbers = Array.from({ length: 11 }, (_, i) =>
    lettering(haldenRegular(), String(i), 402 + i * 80, 338, ink!, { size: 26, anchor: "middle" }),
  );
  return renderCover(
    "#f1e8dc",
    rect(176, 104, 1232, 1000, "#b97f73"),
    swatch,
    `<path d="M330 220H1270V1000H330ZM402 372V928H1202V372Z" fill="#f7f2e6" fill-rule="evenodd"/>`,
    `<path d="M402 372V928H1202V372Z" fill="none" stroke="${ink}" stroke-width="3"/>`,
    ...ticks,
    ...numbers,
    circle(366, 964, 12, "#d9cfbd"),
    circle(1234, 964, 12, "#d9cfbd"),
  );
}

/** Thistle Knits: the thistle of the yoke, five stitches wide. */
export function avatarThistle(): Promise<Buffer> {
  const rows = [
    "..#.#.#..",
    "..#####..",
    "...###...",
    "....o....",
    ".o..o..o.",
    "..o.o.o..",
    "...ooo...",
    "....o....",
    "....o....",
  ];
  const colours: Record<string, string> = { "#": "#c77fb0", o: "#9fb98a", ".": "#31423f" };
  return renderPng(
    512,
    512,
    rect(0, 0, 512, 512, "#22302e"),
    ...fabric(
      11,
      12,
      46.6,
      43,
      (column, row) => colours[rows[row - 1]?.[column - 1] ?? "."] ?? colours["."]!,
    ),
  );
}
