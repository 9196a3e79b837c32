import { drawBox, drawFace, type Faces, type Projection } from "../drawings/isometric.ts";

/** One plot of a town, a unit square. */
export type Plot = { name: string; draw: (to: Projection, x: number, y: number) => string };

const walls: Record<string, Faces> = {
  brick: { top: "#b5654a", left: "#b5654a", right: "#93492f" },
  lime: { top: "#efe3cd", left: "#efe3cd", right: "#d3c0a0" },
  blue: { top: "#7f9fae", left: "#7f9fae", right: "#5f7f90" },
  rose: { top: "#dca795", left: "#dca795", right: "#bd8471" },
  stone: { top: "#c9c4b8", left: "#b9b4a7", right: "#99948a" },
};
const roof = { left: "#4f5d66", right: "#3b474f" };
const grass: Faces = { top: "#a9b98c", left: "#8f9f74", right: "#7c8c63" };
const paving: Faces = { top: "#dcd5c6", left: "#c3bbab", right: "#aea695" };

const ground = (to: Projection, x: number, y: number, faces: Faces) =>
  drawBox(to, { at: [x, y, -0.08], size: [1, 1, 0.08] }, faces);

function house(name: string, colour: keyof typeof walls, floors: number, tiles = roof): Plot {
  return {
    name,
    draw(to, x, y) {
      const [w, h] = [0.72, 0.36 * floors];
      const [x0, y0] = [x + 0.14, y + 0.14];
      const faces = walls[colour]!;
      const ridge = h + 0.34;
      return [
        ground(to, x, y, paving),
        drawBox(to, { at: [x0, y0, 0], size: [w, w, h] }, faces),
        // The gable looks to the right.
        drawFace(
          to,
          [
            [x0 + w, y0, h],
            [x0 + w, y0 + w, h],
            [x0 + w, y0 + w / 2, ridge],
          ],
          faces.right,
        ),
        drawFace(
          to,
          [
            [x0 - 0.04, y0 + w + 0.06, h - 0.05],
            [x0 + w + 0.05, y0 + w + 0.06, h - 0.05],
            [x0 + w + 0.05, y0 + w / 2, ridge + 0.02],
            [x0 - 0.04, y0 + w / 2, ridge + 0.02],
          ],
          tiles.left,
        ),
        ...windows(to, x0, y0, w, floors),
        drawBox(to, { at: [x0 + 0.14, y0 + 0.18, ridge - 0.1], size: [0.1, 0.1, 0.24] }, walls.brick!),
      ].join("");
    },
  };
}

function windows(to: Projection, x: number, y: number, w: number, floors: number): string[] {
  return Array.from({ length: floors }, (_, floor) => {
    const z = floor * 0.36 + 0.1;
    return [0.1, 0.31, 0.52]
      .flatMap((off, i) => {
        const door = floor === 0 && i === 1;
        const lit = (i + floor) % 3 === 1 && !door;
        const [low, high] = [door ? 0 : z, z + 0.17];
        return [
          drawFace(
            to,
            [
              [x + off, y + w, low],
              [x + off + 0.11, y + w, low],
              [x + off + 0.11, y + w, high],
              [x + off, y + w, high],
            ],
            door ? "#5b4436" : lit ? "#f4cf7f" : "#56707d",
          ),
          drawFace(
            to,
            [
              [x + w, y + off, z],
              [x + w, y + off + 0.11, z],
              [x + w, y + off + 0.11, z + 0.17],
              [x + w, y + off, z + 0.17],
            ],
            lit ? "#e8bd68" : "#45606d",
          ),
        ];
      })
      .join("");
  });
}

function tree(to: Projection, x: number, y: number, size: number, colours: [string, string]): string {
  const trunk = drawBox(
    to,
    { at: [x - 0.025, y - 0.025, 0], size: [0.05, 0.05, 0.16] },
    { top: "#6d5138", left: "#6d5138", right: "#56402c" },
  );
  const [cx, cy] = to(x, y, 0.16 + size * 0.8);
  const [unit] = [to(x + 1, y, 0)[0] - to(x, y, 0)[0]];
  const r = size * unit * 0.82;
  return `${trunk}<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${r.toFixed(1)}" fill="${colours[0]}"/><path d="M${(cx + r * 0.28).toFixed(1)} ${(cy - r * 0.96).toFixed(1)}A${r.toFixed(1)} ${r.toFixed(1)} 0 0 1 ${(cx - r * 0.3).toFixed(1)} ${(cy + r * 0.95).toFixed(1)}A${(r * 1.25).toFixed(1)} ${(r * 1.25).toFixed(1)} 0 0 0 ${(cx + r * 0.28).toFixed(1)} ${(cy - r * 0.96).toFixed(1)}Z" fill="${colours[1]}"/>`;
}

const leaves: [string, string] = ["#6f8a52", "#58733f"];
const rust: [string, string] = ["#c98a45", "#a96d30"];

export const plots: Plot[] = [
  house("brick-house", "brick", 2),
  house("lime-house", "lime", 3),
  house("blue-house", "blue", 2),
  house("rose-house", "rose", 3, { left: "#8a4b3a", right: "#703a2c" }),
  house("cottage", "lime", 1, { left: "#8a4b3a", right: "#703a2c" }),
  {
    name: "park",
    draw: (to, x, y) =>
      ground(to, x, y, grass) +
      tree(to, x + 0.28, y + 0.3, 0.24, leaves) +
      tree(to, x + 0.72, y + 0.4, 0.2, rust) +
      tree(to, x + 0.45, y + 0.76, 0.22, leaves),
  },
  {
    name: "square",
    draw: (to, x, y) =>
      ground(to, x, y, paving) +
      drawBox(to, { at: [x + 0.32, y + 0.32, 0], size: [0.36, 0.36, 0.07] }, walls.stone!) +
      drawFace(
        to,
        [
          [x + 0.37, y + 0.37, 0.071],
          [x + 0.63, y + 0.37, 0.071],
          [x + 0.63, y + 0.63, 0.071],
          [x + 0.37, y + 0.63, 0.071],
        ],
        "#8fb3bb",
      ) +
      drawBox(to, { at: [x + 0.46, y + 0.46, 0.07], size: [0.08, 0.08, 0.26] }, walls.stone!),
  },
  {
    name: "tower",
    draw: (to, x, y) =>
      ground(to, x, y, paving) +
      drawBox(to, { at: [x + 0.25, y + 0.25, 0], size: [0.5, 0.5, 1.5] }, walls.stone!) +
      drawFace(
        to,
        [
          [x + 0.2, y + 0.8, 1.5],
          [x + 0.8, y + 0.8, 1.5],
          [x + 0.5, y + 0.5, 2.2],
        ],
        roof.left,
      ) +
      drawFace(
        to,
        [
          [x + 0.8, y + 0.2, 1.5],
          [x + 0.8, y + 0.8, 1.5],
          [x + 0.5, y + 0.5, 2.2],
        ],
        roof.right,
      ) +
      drawFace(
        to,
        [
          [x + 0.44, y + 0.75, 1.05],
          [x + 0.56, y + 0.75, 1.05],
          [x + 0.56, y + 0.75, 1.3],
          [x + 0.44, y + 0.75, 1.3],
        ],
        "#45606d",
      ) +
      drawFace(
        to,
        [
          [x + 0.75, y + 0.44, 1.05],
          [x + 0.75, y + 0.56, 1.05],
          [x + 0.75, y + 0.56, 1.3],
          [x + 0.75, y + 0.44, 1.3],
        ],
        "#3b525d",
      ),
  },
  {
    name: "water",
    draw: (to, x, y) =>
      ground(to, x, y, { top: "#9dbfc4", left: "#7fa5ab", right: "#6c929a" }) +
      drawFace(
        to,
        [
          [x + 0.2, y + 0.5, 0],
          [x + 0.7, y + 0.5, 0],
          [x + 0.7, y + 0.54, 0],
          [x + 0.2, y + 0.54, 0],
        ],
        "#c3d9da",
      ),
  },
];

export function plotNamed(name: string): Plot {
  return plots.find((plot) => plot.name === name)!;
}
