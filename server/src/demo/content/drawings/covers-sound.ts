import { seededRandom } from "../seeded-random.ts";
import { circle, outline, rect, renderCover, shape } from "./svg.ts";

/** Low tide: a low sun over bands of water. */
export function coverLowTide(): Promise<Buffer> {
  const bands = ["#9fb9bd", "#7d9fa8", "#5c8290", "#3f6678", "#284b5f", "#183647"];
  const waves = bands.map((colour, i) => {
    const base = 610 + i * 100;
    let path = "M0 1200";
    for (let x = 0; x <= 1600; x += 20)
      path += `L${x} ${base - (10 + i * 5) * Math.sin(x / (230 - i * 22) + i * 1.7)}`;
    return shape(`${path}L1600 1200Z`, colour);
  });
  return renderCover("#efdcc3", circle(1040, 520, 230, "#dd6b46"), ...waves);
}

/** Chord sketches: a piano roll. */
export function coverChordSketches(): Promise<Buffer> {
  const [paper, ink] = ["#f2ede3", "#26333f"];
  const lanes = Array.from({ length: 14 }, (_, i) =>
    rect(0, 108 + i * 72, 1600, [1, 3, 6, 8, 10, 13].includes(i) ? 72 : 0, "#e8e1d3"),
  );
  const bars = [1, 2, 3].map((i) => outline(`M${i * 400} 60V1140`, "#d5ccba", 3));
  const chords: [number[], string][] = [
    [[12, 8, 5, 1], "#26333f"],
    [[11, 8, 4, 2], "#3d6b73"],
    [[13, 9, 6, 3], "#d9674a"],
    [[12, 10, 7, 0], "#e3ad4f"],
  ];
  const notes = chords.flatMap(([rows, colour], bar) =>
    rows.map((row, i) =>
      rect(bar * 400 + 28 + i * 12, 108 + row * 72 + 8, 344 - i * 30 - (row % 3) * 24, 56, colour, 8),
    ),
  );
  return renderCover(
    paper,
    ...lanes,
    ...bars,
    ...notes,
    rect(892, 60, 5, 1080, ink),
    circle(894, 60, 14, ink),
  );
}

/** Weather beds: rain falling in step under one flat cloud. */
export function coverWeatherBeds(): Promise<Buffer> {
  const random = seededRandom(77);
  const drops: string[] = [];
  for (let column = 0; column < 23; column++) {
    for (let row = 0; row < 6; row++) {
      if (random() < 0.12) continue;
      const x = 310 + column * 48 - row * 26;
      const y = 630 + row * 78 + (column % 2) * 39;
      const colour = random() < 0.06 ? "#f0b95b" : "#8fa9b8";
      if (x > 110) drops.push(outline(`M${x} ${y}l-18 52`, colour, 9, 'stroke-linecap="round"'));
    }
  }
  const cloud = shape(
    "M430 560A150 150 0 0 1 430 260 A250 250 0 0 1 890 190 A190 190 0 0 1 1190 300 A130 130 0 0 1 1190 560Z",
    "#e9edec",
  );
  return renderCover("#2b4152", ...drops, cloud);
}

/** Slow geometry: four frames of two half-discs turning against each other. */
export function coverSlowGeometry(): Promise<Buffer> {
  const pairs = [
    ["#22324a", "#e5b355"],
    ["#d96c4a", "#22324a"],
    ["#e5b355", "#22324a"],
    ["#5d8c86", "#d96c4a"],
  ];
  const half = (r: number, turn: number, colour: string) =>
    `<path transform="rotate(${turn})" d="M${-r} 0A${r} ${r} 0 0 1 ${r} 0Z" fill="${colour}"/>`;
  const frames = pairs.map(([ground, front], i) => {
    const [x, y] = [110 + (i % 2) * 710, 150 + Math.floor(i / 2) * 470];
    const discs = half(170, i * 45, "#f3ead8") + half(108, 180 - i * 45, front!);
    return `<g transform="translate(${x} ${y})">${rect(0, 0, 670, 430, ground!)}<g transform="translate(335 215)">${discs}</g></g>`;
  });
  return renderCover("#171c25", ...frames);
}
