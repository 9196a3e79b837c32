import { grades } from "../grades.ts";
import { applyGrade, type Grade } from "../lut.ts";
import { buildVessel, type Mesh, type Vertex } from "../mesh.ts";
import { vessels } from "../vessels.ts";
import { circle, outline, polygonPath, rect, renderCover, shape } from "./svg.ts";

/** Overcast: one landscape in four vertical strips, each passed through one of the grades. */
export function coverOvercast(): Promise<Buffer> {
  const looks = [undefined, grades[0]!, grades[2]!, grades[5]!];
  const strips = looks.map((grade, i) => {
    const clip = `<clipPath id="s${i}"><rect x="${i * 400}" y="0" width="400" height="1200"/></clipPath>`;
    return `${clip}<g clip-path="url(#s${i})">${landscape(grade).join("")}</g>`;
  });
  const seams = [400, 800, 1200].map((x) => rect(x - 3, 0, 6, 1200, "#f6f2ea"));
  return renderCover("#c9d6dc", ...strips, ...seams);
}

/** Sundial: hours on the ground and one shadow. */
export function coverSundial(): Promise<Buffer> {
  const [sand, stone, ink, shade] = ["#ead9bd", "#f7efe0", "#2c2a27", "#c9a97c"];
  const hours = Array.from({ length: 13 }, (_, i) => {
    const angle = Math.PI - (i / 12) * Math.PI;
    const [dx, dy] = [Math.cos(angle), -Math.sin(angle)];
    const long = i % 3 === 0;
    const from = long ? 440 : 475;
    return outline(
      `M${800 + dx * from} ${900 + dy * from}L${800 + dx * 520} ${900 + dy * 520}`,
      ink,
      long ? 12 : 5,
    );
  });
  return renderCover(
    sand,
    shape("M200 900A600 600 0 0 1 1400 900Z", stone),
    shape(
      polygonPath([
        [760, 900],
        [840, 900],
        [1118, 518],
      ]),
      shade,
    ),
    shape(
      polygonPath([
        [760, 900],
        [840, 900],
        [800, 420],
      ]),
      "#cf5a37",
    ),
    ...hours,
    rect(120, 900, 1360, 14, ink),
    circle(330, 230, 74, "#e3a53d"),
  );
}

/** Market stall: an awning, and crates filled as high as the bars of a chart. */
export function coverMarketStall(): Promise<Buffer> {
  const [wall, red, cream, wood, ink] = ["#dfe5da", "#c8503a", "#f8f2e4", "#a9793f", "#2a332e"];
  const awning = Array.from({ length: 10 }, (_, i) => {
    const [x, colour] = [150 + i * 130, i % 2 ? cream : red];
    return shape(`M${x} 180H${x + 130}V380A65 65 0 0 1 ${x} 380Z`, colour);
  });
  const fruit = ["#d9772f", "#8aa34a", "#c8503a", "#e2b23f", "#5f7d52", "#9a4a63"];
  const crates = [3, 5, 2, 6, 4, 5].flatMap((filled, i) => {
    const x = 216 + i * 200;
    const pieces = Array.from({ length: filled * 3 }, (_, k) =>
      circle(x + 28 + (k % 3) * 56, 938 - Math.floor(k / 3) * 58, 26, fruit[i]!),
    );
    return [...pieces, rect(x - 12, 966, 192, 22, wood), rect(x - 12, 996, 192, 22, wood)];
  });
  return renderCover(
    wall,
    rect(176, 300, 18, 800, ink),
    rect(1406, 300, 18, 800, ink),
    ...crates,
    rect(120, 1030, 1360, 18, ink),
    ...awning,
    rect(130, 160, 1340, 22, ink),
  );
}

/** Facet vessels: the three models themselves, flat-shaded. */
export function coverFacetVessels(): Promise<Buffer> {
  const tones = [
    ["#5b2c23", "#8a4333", "#b95f45", "#d98566", "#efb394"],
    ["#27363a", "#3d5559", "#587a7c", "#7fa3a1", "#b3cbc6"],
    ["#6b5426", "#957636", "#bf9a49", "#dbb967", "#f0d79b"],
  ];
  const places = [430, 830, 1200];
  const drawn = [0, 2, 1].flatMap((index, i) => {
    const mesh = buildVessel(vessels[index]!);
    return project(mesh, places[i]!, 965, 4.6, tones[i]!);
  });
  return renderCover("#e9e1d6", rect(0, 880, 1600, 320, "#d9cdbd"), ...drawn);
}

type Pixel = [number, number, number];

function landscape(grade?: Grade): string[] {
  const tone = (r: number, g: number, b: number): string => {
    const raw: Pixel = [r / 255, g / 255, b / 255];
    const graded = grade ? applyGrade(grade, raw) : raw;
    return `rgb(${graded.map((value) => Math.round(value * 255)).join(",")})`;
  };
  const ridge = (base: number, rise: number, wave: number, shift: number, colour: string) => {
    let path = "M0 1200";
    for (let x = 0; x <= 1600; x += 20) {
      path += `L${x} ${base - rise * Math.sin(x / wave + shift) - rise * 0.4 * Math.sin(x / (wave * 0.37) + shift * 2)}`;
    }
    return shape(`${path}L1600 1200Z`, colour);
  };
  return [
    rect(0, 0, 1600, 1200, tone(196, 214, 226)),
    circle(1010, 330, 150, tone(246, 226, 180)),
    ridge(640, 70, 240, 0.4, tone(142, 170, 186)),
    ridge(760, 80, 300, 2.1, tone(96, 132, 130)),
    ridge(900, 60, 210, 4.2, tone(92, 124, 78)),
    ridge(1050, 50, 340, 1.2, tone(52, 74, 52)),
    rect(396, 770, 8, 120, tone(52, 42, 36)),
    ...[180, 560, 640, 1330].map((x, i) =>
      tree(x, [905, 930, 925, 945][i]!, 54 + (i % 2) * 20, tone(38, 58, 46)),
    ),
  ];
}

function tree(x: number, y: number, size: number, colour: string): string {
  return shape(
    polygonPath([
      [x - size * 0.5, y],
      [x + size * 0.5, y],
      [x, y - size * 2.4],
    ]),
    colour,
  );
}

/** Parallel projection from slightly above, faces from back to front, light from the upper left in five steps. */
function project(mesh: Mesh, x: number, y: number, scale: number, tones: string[]): string[] {
  const tilt = 0.3;
  const place = ([vx, vy, vz]: Vertex): [number, number] => [
    x + vx * scale,
    y - (vz * Math.cos(tilt) + vy * Math.sin(tilt)) * scale,
  ];
  const faces = mesh.triangles.flatMap((triangle) => {
    const [a, b, c] = triangle.map((index) => mesh.vertices[index]!) as [Vertex, Vertex, Vertex];
    const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.hypot(nx, ny, nz) || 1;
    const facing = (-ny * Math.cos(tilt) + nz * Math.sin(tilt)) / length;
    if (facing <= 0) return [];
    const light = Math.max(0, (-nx * 0.62 - ny * 0.55 + nz * 0.56) / length);
    const tone = tones[Math.min(tones.length - 1, Math.floor(light * tones.length * 1.02))]!;
    const depth = [a, b, c].reduce((sum, v) => sum + v[1] * Math.cos(tilt) - v[2] * Math.sin(tilt), 0);
    const d = polygonPath([place(a), place(b), place(c)]);
    return [{ depth, element: `<path d="${d}" fill="${tone}" stroke="${tone}" stroke-width="1.2"/>` }];
  });
  return faces.sort((p, q) => q.depth - p.depth).map((face) => face.element);
}
