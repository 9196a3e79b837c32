import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { makeEpub } from "./epub.ts";
import { grades } from "./grades.ts";
import { iconSvg, konturIcons } from "./icons.ts";
import { writeCube } from "./lut.ts";
import { marketOrders, ordersCsv } from "./market-orders.ts";
import { buildVessel, writeObj, writeStl } from "./mesh.ts";
import { vessels } from "./vessels.ts";

describe("writeCube", () => {
  it.each(grades)("lists size cubed colours between 0 and 1: $title", (grade) => {
    const lines = writeCube(grade, 9).toString().trimEnd().split("\n");
    expect(lines.slice(0, 2)).toEqual([`TITLE "${grade.title}"`, "LUT_3D_SIZE 9"]);
    const colours = lines.slice(4).map((line) => line.split(" ").map(Number));
    expect(colours).toHaveLength(729);
    for (const colour of colours) {
      expect(colour).toHaveLength(3);
      for (const value of colour) expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  it("changes nothing when the grade asks for nothing, red running fastest", () => {
    const neutral = {
      title: "n",
      shadows: [0, 0, 0],
      highlights: [0, 0, 0],
      saturation: 1,
      contrast: 1,
      lift: 0,
    } as const;
    const lines = writeCube({ ...neutral, shadows: [0, 0, 0], highlights: [0, 0, 0] }, 3)
      .toString()
      .split("\n");
    expect(lines[5]).toBe("0.500000 0.000000 0.000000");
    expect(lines[7]).toBe("0.000000 0.500000 0.000000");
    expect(lines[30]).toBe("1.000000 1.000000 1.000000");
  });
});

describe("buildVessel", () => {
  it.each(vessels)("is one watertight shell with its outside outside: $name", (vessel) => {
    const mesh = buildVessel(vessel);
    const edges = new Set<string>();
    let volume = 0;
    for (const [a, b, c] of mesh.triangles) {
      for (const [from, to] of [
        [a, b],
        [b, c],
        [c, a],
      ]) {
        expect(edges.has(`${from}>${to}`)).toBe(false);
        edges.add(`${from}>${to}`);
      }
      const [p, q, r] = [mesh.vertices[a]!, mesh.vertices[b]!, mesh.vertices[c]!];
      volume +=
        (p[0] * (q[1] * r[2] - q[2] * r[1]) +
          p[1] * (q[2] * r[0] - q[0] * r[2]) +
          p[2] * (q[0] * r[1] - q[1] * r[0])) /
        6;
    }
    for (const edge of edges) expect(edges.has(edge.split(">").reverse().join(">"))).toBe(true);
    expect(volume).toBeGreaterThan(1000);
    const stl = writeStl(mesh);
    expect(stl.readUInt32LE(80)).toBe(mesh.triangles.length);
    expect(stl).toHaveLength(84 + mesh.triangles.length * 50);
    const obj = writeObj(mesh).toString();
    expect(obj.match(/^v /gm)).toHaveLength(mesh.vertices.length);
    expect(obj.match(/^f /gm)).toHaveLength(mesh.triangles.length);
  });
});

describe("makeEpub", () => {
  it("begins with the stored media type, where readers look for it", () => {
    const epub = makeEpub({
      id: "0197f3c2-5a10-7c44-9b1e-6d2f8a04c9e1",
      title: "Salt & pepper",
      author: "A. Writer",
      summary: "Short",
      chapters: [{ title: "One", paragraphs: ["Less < more"] }],
      cover: Buffer.from([0xff, 0xd8]),
    });
    expect(epub.readUInt16LE(8)).toBe(0);
    expect(epub.toString("latin1", 30, 58)).toBe("mimetypeapplication/epub+zip");
  });
});

describe("marketOrders", () => {
  it("keeps its seasons and its columns", () => {
    const orders = marketOrders(2000);
    expect(marketOrders(2000)).toEqual(orders);
    const winter = orders.filter(
      (order) => order.product === "strawberries" && /-(01|02|10|11|12)-/.test(order.orderedAt),
    );
    expect(orders.some((order) => order.product === "strawberries")).toBe(true);
    expect(winter).toEqual([]);
    const lines = ordersCsv(orders).toString().trimEnd().split("\r\n");
    expect(lines).toHaveLength(2001);
    for (const line of lines) expect(line.split(",")).toHaveLength(8);
  });
});

describe("iconSvg", () => {
  it.each(Object.keys(konturIcons))("draws %s inside its grid", async (name) => {
    const svg = iconSvg(name, 2).replace('width="24" height="24"', 'width="48" height="48"');
    const framed = svg.replace('viewBox="0 0 24 24"', 'viewBox="-4 -4 32 32"');
    const { data, info } = await sharp(Buffer.from(framed))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    let inked = 0;
    for (let i = 0; i < info.width * info.height; i++) {
      if (data[i * 4 + 3]! < 16) continue;
      inked++;
      const [x, y] = [i % info.width, Math.floor(i / info.width)];
      expect(x >= 5 && x < 43 && y >= 5 && y < 43, `${x} ${y}`).toBe(true);
    }
    expect(inked).toBeGreaterThan(30);
  });
});
