import { rect, shape } from "./drawings/svg.ts";
import { gradientNoise, layered } from "./drawings/terrain.ts";

/** A view over ridges: sky from top to horizon, ridges from far to near, and the air between them. */
export type Panorama = {
  name: string;
  seed: number;
  sky: [string, string, string];
  far: string;
  near: string;
  haze: string;
  sun?: { x: number; y: number; r: number; colour: string };
  layers: number;
  /** Where the farthest ridge stands, as a share of the height. */
  horizon: number;
};

export const panoramas: Panorama[] = [
  {
    name: "first-light",
    seed: 3,
    sky: ["#8fb2c4", "#c9d5d2", "#f3dfc6"],
    far: "#b9c4c6",
    near: "#1f3138",
    haze: "#e9dccb",
    sun: { x: 0.68, y: 0.36, r: 0.045, colour: "#fff3da" },
    layers: 7,
    horizon: 0.4,
  },
  {
    name: "ember",
    seed: 19,
    sky: ["#5d4a63", "#c07a62", "#f0b877"],
    far: "#c98f74",
    near: "#2a1f2b",
    haze: "#e9ad7c",
    sun: { x: 0.34, y: 0.43, r: 0.06, colour: "#ffe2ae" },
    layers: 6,
    horizon: 0.46,
  },
  {
    name: "rain-front",
    seed: 27,
    sky: ["#6d7f88", "#93a3a6", "#c2c9c4"],
    far: "#9fadae",
    near: "#26353a",
    haze: "#bcc6c3",
    layers: 8,
    horizon: 0.34,
  },
  {
    name: "blue-hour",
    seed: 44,
    sky: ["#16233d", "#3c5575", "#8fa6b4"],
    far: "#5f7b93",
    near: "#0c1522",
    haze: "#7d97a8",
    sun: { x: 0.24, y: 0.2, r: 0.026, colour: "#eef1ea" },
    layers: 7,
    horizon: 0.42,
  },
  {
    name: "larches",
    seed: 58,
    sky: ["#a9c3cc", "#d9e0d8", "#f2e7d0"],
    far: "#c3bfa6",
    near: "#4a3520",
    haze: "#eadfc4",
    layers: 6,
    horizon: 0.38,
  },
  {
    name: "white-out",
    seed: 71,
    sky: ["#dfe5e6", "#ebeeec", "#f6f3ec"],
    far: "#dde2e1",
    near: "#5e6f76",
    haze: "#f3f2ed",
    layers: 6,
    horizon: 0.4,
  },
];

/** Draws a panorama as SVG elements. The nearest ridge carries spruces. */
export function drawPanorama(view: Panorama, width: number, height: number): string[] {
  const id = view.name;
  const gradient = (name: string, stops: [number, string, number][]) =>
    `<linearGradient id="${id}-${name}" x1="0" y1="0" x2="0" y2="1">${stops
      .map(
        ([at, colour, opacity]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
      )
      .join("")}</linearGradient>`;
  const sky = gradient("sky", [
    [0, view.sky[0], 1],
    [view.horizon * 0.75, view.sky[1], 1],
    [view.horizon * 1.25, view.sky[2], 1],
  ]);
  const ridges = Array.from({ length: view.layers }, (_, i) => drawRidge(view, i, width, height, gradient));
  return [
    sky,
    rect(0, 0, width, height, `url(#${id}-sky)`),
    ...(view.sun ? drawSun(view, view.sun, width, height) : []),
    ...ridges,
  ];
}

function drawSun(
  { name }: Panorama,
  sun: NonNullable<Panorama["sun"]>,
  width: number,
  height: number,
): string[] {
  const [x, y, r] = [sun.x * width, sun.y * height, sun.r * height];
  return [
    `<radialGradient id="${name}-glow"><stop offset="0" stop-color="${sun.colour}" stop-opacity="0.6"/><stop offset="0.3" stop-color="${sun.colour}" stop-opacity="0.22"/><stop offset="0.65" stop-color="${sun.colour}" stop-opacity="0.06"/><stop offset="1" stop-color="${sun.colour}" stop-opacity="0"/></radialGradient>`,
    `<circle cx="${x}" cy="${y}" r="${r * 9}" fill="url(#${name}-glow)"/>`,
    `<circle cx="${x}" cy="${y}" r="${r}" fill="${sun.colour}"/>`,
  ];
}

function drawRidge(
  view: Panorama,
  i: number,
  width: number,
  height: number,
  gradient: (name: string, stops: [number, string, number][]) => string,
): string {
  const share = i / (view.layers - 1);
  const crest = layered(gradientNoise(view.seed + i), { octaves: 7, gain: 0.5, ridged: i < 4 });
  const base = height * (view.horizon + (0.97 - view.horizon) * share ** 1.15);
  const rise = height * (0.2 - 0.06 * share);
  const colour = mix(view.far, view.near, share ** 1.2);
  const nearest = i === view.layers - 1;
  let path = `M0 ${height}`;
  const step = width / 800;
  for (let x = 0; x <= width + step; x += step) {
    const across = x / height;
    const noise = crest(across * (1.5 + share * 0.8) + i * 3.7, 0.5);
    const y = base - rise * (i < 4 ? noise * 1.5 - 0.75 : noise * 0.8);
    path += `L${x.toFixed(1)} ${(y - (nearest ? spruce(across, view.seed) * height * 0.045 : 0)).toFixed(1)}`;
  }
  const fill = nearest ? colour : `url(#${view.name}-r${i})`;
  const shading = gradient(`r${i}`, [
    [0, colour, 1],
    [0.35, mix(colour, view.haze, 0.25), 1],
    [0.85, mix(colour, view.haze, 0.72), 1],
  ]);
  return `${shading}${shape(`${path}L${width} ${height}Z`, fill)}`;
}

/** The outline of a stand of spruces: pointed, of uneven height and distance, 0 to 1. */
function spruce(x: number, seed: number): number {
  let tallest = 0;
  for (const [pitch, part] of [
    [0.021, 1],
    [0.013, 0.7],
  ] as const) {
    const n = Math.floor(x / pitch);
    const chance = Math.abs(Math.sin((n + seed) * 127.1) * 43758.5453) % 1;
    const off = Math.abs((x / pitch - n - 0.5) * 2);
    tallest = Math.max(tallest, (0.25 + 0.75 * chance) * part * Math.max(0, 1 - off * 1.15));
  }
  return tallest;
}

function mix(a: string, b: string, share: number): string {
  const part = (colour: string, i: number) => Number.parseInt(colour.slice(1 + i * 2, 3 + i * 2), 16);
  return `#${[0, 1, 2]
    .map((i) =>
      Math.round(part(a, i) * (1 - share) + part(b, i) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
