import { haldenBold, haldenLight, haldenRegular } from "../font/face.ts";
import { seededRandom } from "../seeded-random.ts";
import { fruits } from "./fruit.ts";
import { circle, group, lettering, outline, rect, renderCover, renderPng, shape } from "./svg.ts";

const ink = "#332a24";

type Soup = {
  glaze: string;
  rim: string;
  soup: string;
  light: string;
  garnish: (random: () => number) => string;
};

const leaf = (x: number, y: number, turn: number, colour: string, size = 1) =>
  `<path transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)}) scale(${size})" d="M0 -46C24 -26 24 18 0 44C-24 18 -24 -26 0 -46Z" fill="${colour}"/><path transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)}) scale(${size})" d="M0 -36V52" fill="none" stroke="#ffffff55" stroke-width="4"/>`;

const scattered = (
  random: () => number,
  count: number,
  draw: (x: number, y: number, turn: number, i: number) => string,
) =>
  Array.from({ length: count }, (_, i) => {
    const [a, r] = [i * 2.4 + random(), 190 * Math.sqrt((i + 0.5) / count)];
    return draw(r * Math.cos(a), r * Math.sin(a), random() * 360, i);
  }).join("");

const swirl = (colour: string) =>
  outline(
    "M-120 40C-90 -90 90 -100 110 20C120 90 10 110 -20 50C-40 0 20 -30 40 10",
    colour,
    26,
    'stroke-linecap="round"',
  );

const soups: Soup[] = [
  {
    glaze: "#39546a",
    rim: "#557389",
    soup: "#d9732f",
    light: "#e58a45",
    garnish: (random) =>
      swirl("#f6e6c8") + scattered(random, 7, (x, y, turn) => leaf(x, y, turn, "#7d8f45", 0.5)),
  },
  {
    glaze: "#e9e1d2",
    rim: "#f8f3e8",
    soup: "#8a9a4b",
    light: "#9dad5c",
    garnish: (random) =>
      scattered(random, 16, (x, y, _, i) => circle(x, y, i % 3 ? 17 : 22, i % 3 ? "#c5cf86" : "#eef0cf")) +
      leaf(-20, -20, 30, "#4e6a34", 1.1),
  },
  {
    glaze: "#a8553c",
    rim: "#c06d51",
    soup: "#8c2f3c",
    light: "#a03c48",
    garnish: () =>
      `<path d="M-70 -10C-80 -70 10 -100 50 -50C90 -10 60 70 0 60C-40 56 -66 30 -70 -10Z" fill="#f8f1e6"/>` +
      [0, 1, 2, 3, 4]
        .map((i) =>
          outline(
            `M${-20 + i * 14} ${20 - i * 16}l${-26 + i * 4} -34m26 34l34 -14`,
            "#6f8a4b",
            6,
            'stroke-linecap="round"',
          ),
        )
        .join(""),
  },
  {
    glaze: "#d8cdbb",
    rim: "#efe7d8",
    soup: "#e2b65a",
    light: "#ecc877",
    garnish: (random) =>
      scattered(
        random,
        18,
        (x, y, turn) =>
          `<rect x="-19" y="-19" width="38" height="38" rx="7" transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)})" fill="#b4763a"/>`,
      ),
  },
];

/** A bowl from above, its soup 230 wide from the middle. */
function bowl(
  { glaze, rim, soup, light, garnish }: Soup,
  x: number,
  y: number,
  scale: number,
  seed: number,
): string {
  const inside = [
    circle(18, 26, 318, "#00000024"),
    circle(0, 0, 310, glaze),
    circle(0, 0, 294, rim),
    circle(0, 0, 262, glaze),
    circle(0, 0, 244, soup),
    `<path d="M-196 -96A218 218 0 0 1 96 -196A232 232 0 0 0 -196 -96Z" fill="${light}"/>`,
    garnish(seededRandom(seed)),
  ];
  return group(inside, x, y, 0, scale);
}

function cloth(colour: string, line: string): string[] {
  return [
    rect(0, 0, 1600, 1200, colour),
    ...Array.from({ length: 12 }, (_, i) => rect(60 + i * 136, 0, 40, 1200, `${line}40`)),
    ...Array.from({ length: 9 }, (_, i) => rect(0, 50 + i * 136, 1600, 40, `${line}40`)),
  ];
}

/** Twelve soups: pumpkin with a spoon, on a cloth. */
export function coverSoups(): Promise<Buffer> {
  const spoon = [
    shape(
      "M-44 -160C-44 -250 44 -250 44 -160C44 -90 22 -76 14 -40L18 330C18 360 -18 360 -18 330L-14 -40C-22 -76 -44 -90 -44 -160Z",
      "#00000026",
    ),
    shape(
      "M-52 -170C-52 -262 36 -262 36 -170C36 -100 14 -86 6 -50L10 320C10 350 -26 350 -26 320L-22 -50C-30 -86 -52 -100 -52 -170Z",
      "#c9cac4",
    ),
    shape("M-38 -172C-38 -240 22 -240 22 -172C22 -130 4 -118 -8 -118C-20 -118 -38 -130 -38 -172Z", "#b1b3ae"),
  ];
  return renderCover(
    "#efe6d6",
    ...cloth("#efe6d6", "#b6584a"),
    bowl(soups[0]!, 690, 600, 1.5, 4),
    group(spoon, 1340, 640, 12, 1.25),
  );
}

/** Twelve soups: four of them, close together. */
export function coverSoupsFour(): Promise<Buffer> {
  return renderCover(
    "#55604f",
    ...soups.map((soup, i) =>
      bowl(soup, 490 + (i % 2) * 620 + (i > 1 ? 30 : -30), 290 + Math.floor(i / 2) * 610, 0.92, 9 + i),
    ),
  );
}

/** Bread by weight: a loaf with its cuts. */
export function coverBread(): Promise<Buffer> {
  const body =
    "M330 620C320 380 560 250 820 250C1090 250 1290 390 1280 620C1272 830 1070 950 800 950C540 950 338 840 330 620Z";
  const random = seededRandom(16);
  const flour = Array.from({ length: 90 }, () =>
    circle(380 + random() * 840, 300 + random() * 600, 2 + random() * 5, "#f4e3c4"),
  );
  const cuts = Array.from({ length: 6 }, (_, i) => {
    const x = 520 + i * 112;
    const up = 1 - Math.abs(i - 2.5) / 4.4;
    const h = 190 * up;
    return [-1, 1]
      .map(
        (side) =>
          `<path d="M${x} 600C${x + 34} ${600 + side * h * 0.35} ${x + 60} ${600 + side * h * 0.75} ${x + 58} ${600 + side * h}C${x + 14} ${600 + side * h * 0.8} ${x - 12} ${600 + side * h * 0.45} ${x} 600Z" fill="#f0d3a0"/>`,
      )
      .join("");
  });
  return renderCover(
    "#42505a",
    shape(
      "M352 672C342 432 582 302 842 302C1112 302 1312 442 1302 672C1294 882 1092 1002 822 1002C562 1002 360 892 352 672Z",
      "#00000033",
    ),
    `<radialGradient id="crust" cx="0.46" cy="0.4" r="0.62"><stop offset="0" stop-color="#cf8f4c"/><stop offset="0.7" stop-color="#b26f35"/><stop offset="1" stop-color="#8a4f25"/></radialGradient>`,
    `<path d="${body}" fill="url(#crust)"/>`,
    `<clipPath id="loaf"><path d="${body}"/></clipPath><g clip-path="url(#loaf)" opacity="0.55">${flour.join("")}</g>`,
    outline("M470 600C640 588 980 588 1140 600", "#f0d3a0", 16, 'stroke-linecap="round"'),
    ...cuts.flat(),
  );
}

/** Bread by weight: the same dough as bars, water and salt against flour. */
export function coverBreadParts(): Promise<Buffer> {
  const rows: [string, number, string, string][] = [
    ["Country loaf", 74, "20", "2"],
    ["Seeded rye", 82, "35", "2"],
    ["Baguette", 68, "8", "2"],
    ["Flatbread", 60, "0", "1.5"],
    ["Brioche", 48, "12", "1.8"],
  ];
  const bars = rows.flatMap(([name, water, starter], i) => {
    const y = 250 + i * 176;
    return [
      lettering(haldenBold(), name, 110, y + 52, ink, { size: 44 }),
      rect(520, y, 970, 76, "#e9d9ba", 4),
      rect(520, y, 970 * (water / 100), 76, "#7fa3ad", 4),
      rect(520, y + 84, 9.7 * Number(starter), 18, "#c08a4a", 3),
      lettering(haldenRegular(), String(water), 520 + 970 * (water / 100) - 24, y + 51, "#ffffff", {
        size: 38,
        anchor: "end",
      }),
    ];
  });
  return renderCover(
    "#f6efe1",
    lettering(haldenLight(), "water to a hundred of flour", 520, 170, "#56727b", { size: 40 }),
    ...bars,
  );
}

/** Kitchen chart: what a cup weighs. */
export function coverKitchenChart(): Promise<Buffer> {
  const rows: [string, string][] = [
    ["flour", "125"],
    ["sugar", "200"],
    ["butter", "227"],
    ["rice", "185"],
    ["honey", "340"],
    ["oats", "90"],
  ];
  const scale = 1010 / 340;
  return renderCover(
    "#e8b84a",
    lettering(haldenBold(), "One cup", 100, 208, ink, { size: 132 }),
    lettering(haldenLight(), "in grams", 1500, 208, ink, { size: 72, anchor: "end" }),
    rect(100, 254, 1400, 6, ink),
    ...rows.flatMap(([name, grams], i) => {
      const y = 302 + i * 142;
      return [
        lettering(haldenRegular(), name, 100, y + 70, ink, { size: 58 }),
        rect(390, y + 16, Number(grams) * scale, 72, i === 4 ? "#b5482f" : ink),
        lettering(haldenBold(), grams, 390 + Number(grams) * scale - 20, y + 72, "#e8b84a", {
          size: 48,
          anchor: "end",
        }),
      ];
    }),
  );
}

/** Market fruit: twelve halves in rows. */
export function coverFruit(): Promise<Buffer> {
  const order = [0, 5, 3, 8, 6, 2, 9, 1, 7, 4, 5, 0];
  return renderCover(
    "#f3ead9",
    ...order.map((which, i) =>
      group(
        [fruits[which]!.draw()],
        258 + (i % 4) * 362,
        224 + Math.floor(i / 4) * 376,
        ((i * 37) % 24) - 12,
        1.52,
      ),
    ),
  );
}

/** Market fruit: three large, on green. */
export function coverFruitThree(): Promise<Buffer> {
  return renderCover(
    "#35504a",
    group([fruits[6]!.draw()], 330, 640, -6, 2.55),
    group([fruits[1]!.draw()], 890, 520, 10, 3.1),
    group([fruits[5]!.draw()], 1360, 850, 8, 2.2),
  );
}

/** Menu ledger: a week of meals on a page. */
export function coverMenuLedger(): Promise<Buffer> {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const meals: [number, number, number, string, string][] = [
    [0, 0, 2, "lentils", "#c9784b"],
    [2, 0, 1, "eggs", "#e3b24f"],
    [3, 0, 2, "bean soup", "#7c8f5a"],
    [5, 0, 2, "the big pot", "#8a4a4a"],
    [0, 1, 1, "rice", "#e3b24f"],
    [1, 1, 3, "roast roots", "#b5603c"],
    [4, 1, 1, "fish", "#5f8591"],
    [5, 1, 1, "bread", "#c9a06a"],
    [6, 1, 1, "leftovers", "#a9a08c"],
  ];
  const [x0, w] = [150, 186];
  return renderCover(
    "#cdd6cf",
    rect(92, 106, 1436, 1016, "#00000018"),
    rect(80, 92, 1436, 1016, "#fbf7ec"),
    ...days.map((day, i) => lettering(haldenBold(), day, x0 + i * w, 236, ink, { size: 38 })),
    ...Array.from({ length: 8 }, (_, i) => rect(x0 - 20 + i * w, 178, 2, 860, "#d9d0bd")),
    ...[282, 642].map((y) => rect(130, y, 1302, 3, ink)),
    ...meals.flatMap(([day, row, span, name, colour]) => [
      rect(x0 - 6 + day * w, 316 + row * 360, span * w - 28, 216, colour, 8),
      lettering(haldenRegular(), name, x0 + 14 + day * w, 370 + row * 360, "#fdf8ee", { size: 31 }),
    ]),
    ...Array.from({ length: 14 }, (_, i) =>
      rect(
        x0 - 6 + (i % 7) * w,
        560 + Math.floor(i / 7) * 360,
        [150, 110, 132, 96, 140, 120, 84][i % 7]!,
        8,
        "#cfc5b0",
      ),
    ),
    ...Array.from({ length: 14 }, (_, i) =>
      rect(
        x0 - 6 + (i % 7) * w,
        584 + Math.floor(i / 7) * 360,
        [90, 130, 70, 120, 60, 100, 110][i % 7]!,
        8,
        "#e2dac8",
      ),
    ),
  );
}

/** Leila Haddad: half a lemon. */
export function avatarKitchen(): Promise<Buffer> {
  return renderPng(512, 512, rect(0, 0, 512, 512, "#35504a"), group([fruits[2]!.draw()], 256, 256, 8, 1.95));
}
