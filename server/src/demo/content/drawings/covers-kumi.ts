import { moves } from "../geometry/camera-moves.ts";
import { joints } from "../geometry/joints.ts";
import { type Lamp, lamps, onShade } from "../geometry/lamps.ts";
import { plotNamed } from "../geometry/town.ts";
import { drawBox, type Faces, fromBehind, isometric, type Projection } from "./isometric.ts";
import { circle, outline, polygonPath, rect, renderCover, renderPng, shape } from "./svg.ts";

const cedar: Faces = { top: "#e3bb88", left: "#cf9f68", right: "#b07f4b" };
const walnut: Faces = { top: "#a9764f", left: "#8e5d3a", right: "#70452a" };

/** Lattice lamps: one shade, lit from inside. */
export function coverLamps(): Promise<Buffer> {
  return renderCover("#1d1a20", ...glow(800, 610, 560), ...drawLamp(lamps[0]!, 800, 980, 4.1));
}

/** Lattice lamps: the other three in a row. */
export function coverLampsThree(): Promise<Buffer> {
  return renderCover(
    "#1d1a20",
    ...glow(800, 620, 780),
    ...lamps.slice(1).flatMap((lamp, i) => drawLamp(lamp, 330 + i * 470, 930, 2.5)),
    rect(0, 1010, 1600, 3, "#4a3c36"),
  );
}

function glow(x: number, y: number, r: number): string[] {
  return [
    `<radialGradient id="glow"><stop offset="0" stop-color="#f3b562" stop-opacity="0.5"/><stop offset="0.5" stop-color="#c97a3a" stop-opacity="0.16"/><stop offset="1" stop-color="#c97a3a" stop-opacity="0"/></radialGradient>`,
    `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#glow)"/>`,
  ];
}

function drawLamp(lamp: Lamp, x: number, foot: number, scale: number): string[] {
  const at = (share: number, turn: number): [string, boolean] => {
    const [px, py, pz] = onShade(lamp, share, turn);
    return [`${(x + px * scale).toFixed(1)} ${(foot - pz * scale + py * scale * 0.2).toFixed(1)}`, py > 0];
  };
  let [back, front] = ["", ""];
  for (let i = 0; i < lamp.ribbons; i++)
    for (const way of [1, -1])
      for (let k = 0; k < 40; k++) {
        const turn = (step: number) => i / lamp.ribbons + (way * lamp.turns * step) / 40;
        const [from, near] = at(k / 40, turn(k));
        const [to] = at((k + 1) / 40, turn(k + 1));
        if (near) front += `M${from}L${to}`;
        else back += `M${from}L${to}`;
      }
  const hoop = (share: number, half: 0 | 1) =>
    `M${Array.from({ length: 49 }, (_, i) => at(share, (i / 48 + half) / 2)[0]).join("L")}`;
  const pen = (d: string, colour: string, width: number) =>
    outline(d, colour, width * scale, 'stroke-linecap="round" stroke-linejoin="round"');
  return [
    pen(back + hoop(0, 1) + hoop(1, 1), "#8a5a33", 1.6),
    pen(front, "#f6d9a4", 2.5),
    pen(hoop(0, 0) + hoop(1, 0), "#fbe9c6", 3.6),
  ];
}

/** Six joints: one of them, opened. */
export function coverJoints(): Promise<Buffer> {
  return renderCover("#e7e2d6", ...drawJoint(0, isometric(770, 770, 44)));
}

/** Six joints: all of them. */
export function coverJointsSix(): Promise<Buffer> {
  return renderCover(
    "#e7e2d6",
    ...joints.flatMap((_, i) =>
      drawJoint(i, isometric(300 + (i % 3) * 500, 460 + Math.floor(i / 3) * 540, 17.5)),
    ),
  );
}

function drawJoint(index: number, to: Projection): string[] {
  const { lower, upper, lift } = joints[index]!;
  const raised = upper.map(({ at: [x, y, z], size }) => ({
    at: [x, y, z + lift] as [number, number, number],
    size,
  }));
  const corners = [lower, raised].map((boxes) =>
    boxes.reduce((best, { at, size }) => (size[2] < best.size[2] ? { at, size } : best), boxes[0]!),
  );
  const guide = corners[1]!;
  const [gx, gy] = [guide.at[0] + guide.size[0], guide.at[1] + guide.size[1]];
  const dashes = [
    [guide.at[0], gy],
    [gx, gy],
    [gx, guide.at[1]],
  ].map(([x, y]) => {
    const [x0, y0] = to(x!, y!, guide.at[2]);
    const [x1, y1] = to(x!, y!, corners[0]!.at[2] + corners[0]!.size[2]);
    return outline(`M${x0} ${y0}L${x1} ${y1}`, "#8c8474", 3, 'stroke-dasharray="4 9"');
  });
  return [
    ...fromBehind(lower).map((box) => drawBox(to, box, cedar)),
    ...dashes,
    ...fromBehind(raised).map((box) => drawBox(to, box, walnut)),
  ];
}

const plan = [
  ["lime-house", "brick-house", "park", "blue-house", "rose-house"],
  ["tower", "square", "cottage", "park", "lime-house"],
  ["rose-house", "park", "brick-house", "square", "water"],
  ["blue-house", "cottage", "lime-house", "water", "water"],
  ["park", "rose-house", "cottage", "water", "water"],
];

/** Isometric town: a quarter by the water. */
export function coverTown(): Promise<Buffer> {
  const to = isometric(800, 300, 168);
  const drawn = plan
    .flatMap((row, y) => row.map((name, x) => ({ name, x, y })))
    .sort((a, b) => a.x + a.y - (b.x + b.y))
    .map(({ name, x, y }) => plotNamed(name).draw(to, x, y));
  return renderCover("#eee6d8", ...drawn);
}

/** Isometric town: the pieces apart. */
export function coverTownPieces(): Promise<Buffer> {
  const names = ["rose-house", "tower", "lime-house", "park", "square", "blue-house"];
  return renderCover(
    "#d7dfdc",
    ...names.map((name, i) =>
      plotNamed(name).draw(isometric(310 + (i % 3) * 490, 360 + Math.floor(i / 3) * 520, 190), 0, 0),
    ),
  );
}

/** Quiet loaders: eight motions, each drawn with the traces of its last moments. */
export function coverLoaders(): Promise<Buffer> {
  const ink = "#1c5259";
  const at = (i: number): [number, number] => [290 + (i % 4) * 340, 380 + Math.floor(i / 4) * 440];
  const fade = (i: number, n: number) => (0.14 + (0.86 * (i + 1)) / n).toFixed(2);
  const ring = (x: number, y: number, r: number, extra: string) =>
    `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${ink}" ${extra}/>`;
  const cells: ((x: number, y: number) => string)[] = [
    (x, y) =>
      Array.from({ length: 9 }, (_, i) => {
        const a = (i / 9) * 5;
        return outline(
          `M${x + 88 * Math.cos(a)} ${y + 88 * Math.sin(a)}A88 88 0 0 1 ${x + 88 * Math.cos(a + 0.57)} ${y + 88 * Math.sin(a + 0.57)}`,
          ink,
          22,
          `opacity="${fade(i, 9)}"`,
        );
      }).join(""),
    (x, y) =>
      [96, 76, 56]
        .map((r, i) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${ink}" opacity="${[0.16, 0.34, 1][i]}"/>`)
        .join(""),
    (x, y) =>
      [-78, 0, 78]
        .flatMap((dx, i) =>
          [24, 12, 0].map(
            (dy, k) =>
              `<circle cx="${x + dx}" cy="${y + dy - [0, 52, 18][i]!}" r="24" fill="${ink}" opacity="${[0.15, 0.35, 1][k]}"/>`,
          ),
        )
        .join(""),
    (x, y) =>
      [52, 104, 160, 116]
        .map(
          (h, i) =>
            `<rect x="${x - 98 + i * 54}" y="${y - h / 2}" width="34" height="${h}" rx="12" fill="${ink}" opacity="${[0.35, 0.6, 1, 0.75][i]}"/>`,
        )
        .join(""),
    (x, y) =>
      ring(x, y, 88, 'stroke-width="22" opacity="0.14"') +
      outline(`M${x} ${y - 88}A88 88 0 1 1 ${x - 84} ${y + 26}`, ink, 22, 'stroke-linecap="round"'),
    (x, y) =>
      ring(x, y, 88, 'stroke-width="10" opacity="0.22"') +
      [0, 1, 2, 3]
        .map((i) =>
          circle(x + 88 * Math.cos(-2 + i * 0.36), y + 88 * Math.sin(-2 + i * 0.36), 12 + i * 4, ink).replace(
            "/>",
            ` opacity="${[0.15, 0.3, 0.5, 1][i]}"/>`,
          ),
        )
        .join(""),
    (x, y) =>
      [0, 18, 38]
        .map(
          (turn, i) =>
            `<rect x="-66" y="-66" width="132" height="132" rx="20" transform="translate(${x} ${y}) rotate(${turn})" fill="${ink}" opacity="${[0.16, 0.32, 1][i]}"/>`,
        )
        .join(""),
    (x, y) =>
      [34, 64, 96]
        .map((r, i) => ring(x, y, r, `stroke-width="${[18, 12, 7][i]}" opacity="${[1, 0.55, 0.25][i]}"`))
        .join(""),
  ];
  return renderCover("#e3ecea", ...cells.map((cell, i) => cell(...at(i))));
}

/** Camera moves: a path around a block, with the camera's field of view along it. */
export function coverCameraMoves(): Promise<Buffer> {
  const to = isometric(800, 760, 86);
  const floor = Array.from({ length: 13 }, (_, i) => {
    const a = i - 6;
    const [p, q, r, s] = [to(a, -6, 0), to(a, 6, 0), to(-6, a, 0), to(6, a, 0)];
    return outline(`M${p.join(" ")}L${q.join(" ")}M${r.join(" ")}L${s.join(" ")}`, "#33475c", 2);
  });
  const move = moves[5]!;
  const points = Array.from({ length: 121 }, (_, i) => to(...move.eye(i / 120)));
  const shadow = Array.from({ length: 121 }, (_, i) => to(move.eye(i / 120)[0], move.eye(i / 120)[1], 0));
  const cameras = [0, 18, 37, 56, 76, 98, 119].map((i) => {
    const [ex, ey, ez] = move.eye(i / 120);
    const [lx, ly, lz] = move.look(i / 120);
    const length = Math.hypot(lx - ex, ly - ey, lz - ez);
    const f = [(lx - ex) / length, (ly - ey) / length, (lz - ez) / length] as const;
    const flat = Math.hypot(f[0], f[1]);
    const side = [-f[1] / flat, f[0] / flat, 0] as const;
    const up = [-f[2] * (f[0] / flat), -f[2] * (f[1] / flat), flat] as const;
    const corner = (s: number, u: number) =>
      to(
        ex + f[0] * 0.8 + side[0] * s * 0.42 + up[0] * u * 0.26,
        ey + f[1] * 0.8 + side[1] * s * 0.42 + up[1] * u * 0.26,
        ez + f[2] * 0.8 + up[2] * u * 0.26,
      );
    const corners = [corner(-1, 1), corner(1, 1), corner(1, -1), corner(-1, -1)];
    const eye = to(ex, ey, ez);
    return (
      shape(polygonPath(corners), "#f2a65a30") +
      outline(
        `${polygonPath(corners)}${corners.map((c) => `M${eye.join(" ")}L${c.join(" ")}`).join("")}`,
        "#f2a65a",
        3.5,
        'stroke-linejoin="round"',
      )
    );
  });
  return renderCover(
    "#182534",
    ...floor,
    outline(`M${shadow.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}`, "#0e1822", 9),
    drawBox(
      to,
      { at: [-0.7, -0.7, 0], size: [1.4, 1.4, 1.5] },
      { top: "#8fa9b8", left: "#66849a", right: "#4b6579" },
    ),
    outline(
      `M${points.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}`,
      "#e9eef0",
      6,
      'stroke-linejoin="round"',
    ),
    ...cameras,
  );
}

/** Kumi Works: a block with a step cut into it. */
export function avatarKumi(): Promise<Buffer> {
  const to = isometric(256, 292, 46);
  const boxes = [
    { at: [-2, -2, -2], size: [4, 4, 2] },
    { at: [-2, -2, 0], size: [2, 4, 2] },
  ] satisfies Parameters<typeof fromBehind>[0];
  return renderPng(
    512,
    512,
    rect(0, 0, 512, 512, "#1f2d36"),
    drawBox(to, boxes[0]!, cedar),
    drawBox(to, boxes[1]!, walnut),
  );
}
