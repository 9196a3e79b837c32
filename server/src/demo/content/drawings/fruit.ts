import { circle, outline, shape } from "./svg.ts";

/** A cut fruit, drawn around the origin within a circle of 100. */
export type Fruit = { name: string; draw: () => string };

function citrus(
  name: string,
  rind: string,
  pith: string,
  flesh: string,
  light: string,
  segments: number,
): Fruit {
  return {
    name,
    draw() {
      const wedge = `M0 -9C14 -26 27 -56 22 -71C15 -80 -15 -80 -22 -71C-27 -56 -14 -26 0 -9Z`;
      const narrow = (10 / segments) * 0.8;
      const parts = Array.from(
        { length: segments },
        (_, i) =>
          `<g transform="rotate(${(i / segments) * 360}) scale(${narrow.toFixed(2)} 1)"><path d="${wedge}" fill="${flesh}"/><path d="M-6 -62C-9 -54 -7 -40 -3 -30" fill="none" stroke="${light}" stroke-width="5" stroke-linecap="round"/></g>`,
      );
      return [circle(0, 0, 98, rind), circle(0, 0, 89, pith), ...parts, circle(0, 0, 6, pith)].join("");
    },
  };
}

const seeds = (count: number, radius: number, path: string, colour: string) =>
  Array.from(
    { length: count },
    (_, i) =>
      `<g transform="rotate(${(i / count) * 360}) translate(0 ${-radius})"><path d="${path}" fill="${colour}"/></g>`,
  ).join("");

export const fruits: Fruit[] = [
  citrus("orange", "#e2822f", "#fbe6c4", "#ef9a3d", "#f8bf78", 10),
  citrus("blood-orange", "#d3622f", "#f6d9bd", "#a8283a", "#d25a5c", 10),
  citrus("lemon", "#e8bf3a", "#fbf3d0", "#f2d75e", "#faeb9f", 9),
  citrus("lime", "#6f9440", "#ecf2cf", "#a3c263", "#cfe19d", 9),
  citrus("grapefruit", "#e0a04a", "#fae5cd", "#df6f62", "#f0a294", 11),
  {
    name: "fig",
    draw: () =>
      shape(
        "M0 -98C10 -82 20 -72 38 -58C82 -26 92 24 66 62C40 98 -40 98 -66 62C-92 24 -82 -26 -38 -58C-20 -72 -10 -82 0 -98Z",
        "#4a3350",
      ) +
      shape(
        "M0 -76C8 -64 18 -56 32 -46C68 -20 76 22 54 52C32 80 -32 80 -54 52C-76 22 -68 -20 -32 -46C-18 -56 -8 -64 0 -76Z",
        "#efe2c6",
      ) +
      shape("M0 -48C26 -34 52 -6 44 28C36 58 -36 58 -44 28C-52 -6 -26 -34 0 -48Z", "#b04a54") +
      `<g transform="translate(0 8)">${seeds(16, 27, "M0 -9L3 3H-3Z", "#f0cf9a")}${seeds(8, 13, "M0 -7L2 2H-2Z", "#f0cf9a")}</g>`,
  },
  {
    name: "pomegranate",
    draw: () =>
      shape("M-16 -98L-8 -84L0 -98L8 -84L16 -98L18 -76H-18Z", "#a83a3e") +
      circle(0, 8, 88, "#b8444a") +
      circle(0, 8, 76, "#f3dfc4") +
      [0, 1, 2, 3, 4]
        .map(
          (i) =>
            `<g transform="translate(0 8) rotate(${i * 72})">${[
              [0, -54],
              [-17, -46],
              [17, -46],
              [-9, -31],
              [9, -31],
              [0, -18],
            ]
              .map(
                ([x, y]) =>
                  `<ellipse cx="${x}" cy="${y}" rx="7.5" ry="10" fill="#a21f3c"/><ellipse cx="${x! - 2}" cy="${y! - 3}" rx="2" ry="3" fill="#dd7d84"/>`,
              )
              .join("")}</g>`,
        )
        .join(""),
  },
  {
    name: "kiwi",
    draw: () =>
      `<ellipse rx="94" ry="86" fill="#7a5c3a"/><ellipse rx="86" ry="78" fill="#93b54f"/><ellipse rx="60" ry="54" fill="#a9c766"/>${Array.from({ length: 24 }, (_, i) => outline("M0 -32V-66", "#c3d98b", 2.5, `transform="rotate(${i * 15})"`)).join("")}${seeds(20, 42, "M0 -6C3 -2 3 3 0 6C-3 3 -3 -2 0 -6Z", "#2b2620")}<ellipse rx="26" ry="21" fill="#f0eecb"/>`,
  },
  {
    name: "pear",
    draw: () =>
      outline("M2 -78C2 -90 8 -98 18 -99", "#6d5138", 7, 'stroke-linecap="round"') +
      shape(
        "M0 -84C24 -84 30 -62 34 -40C38 -20 70 -2 70 42C70 82 36 98 0 98C-36 98 -70 82 -70 42C-70 -2 -38 -20 -34 -40C-30 -62 -24 -84 0 -84Z",
        "#b9b24c",
      ) +
      shape(
        "M0 -74C18 -74 22 -56 26 -36C30 -14 60 2 60 42C60 76 30 88 0 88C-30 88 -60 76 -60 42C-60 2 -30 -14 -26 -36C-22 -56 -18 -74 0 -74Z",
        "#f5ecc8",
      ) +
      shape("M0 16C18 22 26 38 22 52C16 66 -16 66 -22 52C-26 38 -18 22 0 16Z", "#e5d69e") +
      shape("M-8 34C-3 40 -3 50 -8 56C-13 50 -13 40 -8 34ZM8 34C13 40 13 50 8 56C3 50 3 40 8 34Z", "#4b3524"),
  },
  {
    name: "plum",
    draw: () =>
      circle(0, 4, 88, "#5a3560") +
      circle(0, 4, 80, "#e3a548") +
      circle(0, 4, 62, "#ecbb68") +
      shape("M0 -40C22 -26 30 6 18 34C10 48 -10 48 -18 34C-30 6 -22 -26 0 -40Z", "#8a5636") +
      outline("M0 -30C4 -8 4 14 0 34", "#a8744c", 4, 'stroke-linecap="round"'),
  },
];
