import { seededRandom } from "../seeded-random.ts";
import { circle, polygonPath, rect, shape } from "./svg.ts";

type Composition = { name: string; elements: string[] };

const size = 1600;
const palettes = [
  ["#efe6d5", "#1d3a4a", "#d8572f", "#e9b44c", "#8fb0a5"],
  ["#f3ede2", "#2d2a26", "#b84a3a", "#d9a441", "#6d8a96"],
  ["#e8e1d3", "#31463b", "#c9683f", "#e8c07a", "#93a98a"],
  ["#f0e4dc", "#3c2f4f", "#d0587e", "#f0a868", "#7c8fb8"],
];

export const compositionCount = 10;

/** One of the cut-paper compositions, 0 to 9: SVG elements on a square of 1600 units. */
export function cutPaper(index: number): Composition {
  const random = seededRandom(401 + index * 17);
  const colours = palettes[index % palettes.length]!;
  const [name, draw] = makers[index % makers.length]!;
  const number = String(Math.floor(index / makers.length) + 1);
  return {
    name: `${name}-${number}`,
    elements: [rect(0, 0, size, size, colours[0]!), ...draw(random, colours)],
  };
}

type Maker = (random: () => number, colours: string[]) => string[];

const quarters: Maker = (random, colours) => {
  const step = size / 4;
  return cells(4).map(([column, row]) => {
    const colour = pick(random, colours.slice(1));
    const corner = Math.floor(random() * 4);
    const [x, y] = [column * step, row * step];
    const [cx, cy] = [x + (corner % 2) * step, y + (corner > 1 ? step : 0)];
    const [sx, sy] = [corner % 2 ? -step : step, corner > 1 ? -step : step];
    const sweep = sx * sy > 0 ? 1 : 0;
    return shape(`M${cx} ${cy}h${sx}A${step} ${step} 0 0 ${sweep} ${cx} ${cy + sy}Z`, colour);
  });
};

const leaves: Maker = (random, colours) => {
  const step = size / 4;
  return cells(4).flatMap(([column, row]) => {
    const [x, y] = [column * step, row * step];
    const colour = pick(random, colours.slice(1));
    const flip = random() < 0.5;
    const from = flip ? [x + step, y] : [x, y];
    const to = flip ? [x, y + step] : [x + step, y + step];
    return shape(
      `M${from.join(" ")}A${step} ${step} 0 0 1 ${to.join(" ")}A${step} ${step} 0 0 1 ${from.join(" ")}Z`,
      colour,
    );
  });
};

const hills: Maker = (random, colours) => {
  const sun = circle(420 + random() * 760, 430, 190, colours[3]!);
  const ridges = [4, 2, 1].map((colour, i) => {
    const base = 760 + i * 250;
    const rise = 150 - i * 20;
    const shift = random() * 600;
    let path = `M0 ${size}`;
    for (let x = 0; x <= size; x += 40)
      path += `L${x} ${base - rise * Math.sin((x + shift) / (300 - i * 40))}`;
    return shape(`${path}L${size} ${size}Z`, colours[colour]!);
  });
  return [sun, ...ridges];
};

const arches: Maker = (random, colours) => {
  const elements: string[] = [];
  for (const [column, row] of cells(2)) {
    const [x, y] = [column * 800, row * 800];
    const order = [1, 2, 3, 4, 0];
    const shift = Math.floor(random() * 4);
    order.forEach((_, i) => {
      const inset = i * 76;
      const colour = colours[i === 4 ? 0 : ((i + shift) % 4) + 1]!;
      const r = 400 - inset;
      elements.push(
        shape(
          `M${x + inset} ${y + 800}V${y + 400}A${r} ${r} 0 0 1 ${x + 800 - inset} ${y + 400}V${y + 800}Z`,
          colour,
        ),
      );
    });
  }
  return elements;
};

const stacks: Maker = (random, colours) => {
  const elements: string[] = [];
  for (let row = 0; row < 4; row++) {
    let x = 100;
    while (x < 1500) {
      const width = Math.min(1500 - x, 140 + Math.floor(random() * 4) * 90);
      const height = 330 - Math.floor(random() * 3) * 70;
      const colour = pick(random, colours.slice(1));
      const y = 100 + row * 350 + (340 - height);
      const round = random() < 0.35 && width > 200;
      if (round) {
        const r = Math.min(width / 2, height);
        elements.push(
          shape(`M${x} ${y + height}A${width / 2} ${r} 0 0 1 ${x + width} ${y + height}Z`, colour),
        );
      } else
        elements.push(
          shape(
            polygonPath([
              [x, y],
              [x + width, y],
              [x + width, y + height],
              [x, y + height],
            ]),
            colour,
          ),
        );
      x += width;
    }
  }
  return elements;
};

const makers: [string, Maker][] = [
  ["quarters", quarters],
  ["hills", hills],
  ["leaves", leaves],
  ["arches", arches],
  ["stacks", stacks],
];

function cells(count: number): [number, number][] {
  return Array.from({ length: count * count }, (_, i) => [i % count, Math.floor(i / count)]);
}

function pick(random: () => number, colours: string[]): string {
  return colours[Math.floor(random() * colours.length)]!;
}
