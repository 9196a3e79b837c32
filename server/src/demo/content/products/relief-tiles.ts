import sharp from "sharp";
import { coverRelief, coverReliefFour } from "../drawings/covers-maps.ts";
import { writeObj } from "../mesh.ts";
import { type ReliefTile, reliefHeight, reliefTiles } from "../relief.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip, type ZipEntry } from "../zip.ts";

const pixels = 256;
const points = 81;

/** Ground as height maps and meshes. */
export const reliefTilesPack: DemoProduct = {
  key: "relief-tiles",
  creatorKey: "contour",
  title: "Relief: six tiles of ground",
  description: `Six squares of mountain, desert, lava and moor, computed once and then chosen by eye out of some three hundred. Use them as ground under a model, as a displacement map, as a table-top landscape to print, or behind a title.

| file | what it is |
| --- | --- |
| \`height/*.png\` | 256 × 256 pixels, 16 bits a pixel, black is low |
| \`mesh/*.obj\` | 81 × 81 points, one unit a side, heights to scale |
| \`README.md\` | how steep each one is meant to be |

The sixteen bits matter: with eight, slopes turn into stairs. In Blender, plug the PNG into a Displacement node with its colour space set to Non-Color; in Unity and Unreal the height maps load as terrain after scaling. The meshes are plain quads cut into triangles, welded, with no materials, and print as they are once you give them a base.

Commercial use is fine, in any number of projects.`,
  price: { amount: 2900, currency: "usd" },
  category: "3d",
  tags: ["terrain", "heightmap", "obj", "blender", "displacement"],
  covers: [
    { alt: "Shaded relief of red desert ground lit from the north-west", draw: coverRelief },
    { alt: "Four of the tiles: alpine, fjell, lava and moor", draw: coverReliefFour },
  ],
  files: [{ name: "relief-six-tiles.zip", contentType: "application/zip", make: archive }],
};

async function archive(): Promise<Buffer> {
  const entries: ZipEntry[] = [];
  for (const tile of reliefTiles) {
    entries.push({ name: `relief/height/${tile.name}.png`, data: await heightMap(tile), store: true });
    entries.push({ name: `relief/mesh/${tile.name}.obj`, data: mesh(tile) });
  }
  entries.push({ name: "relief/README.md", data: readme() });
  return makeZip(entries);
}

async function heightMap(tile: ReliefTile): Promise<Buffer> {
  const heightAt = reliefHeight(tile);
  const heights = Uint16Array.from({ length: pixels * pixels }, (_, i) => {
    const height = heightAt((i % pixels) / pixels, Math.floor(i / pixels) / pixels);
    return Math.round(Math.min(1, height / 1.5) * 65535);
  });
  return sharp(heights, { raw: { width: pixels, height: pixels, channels: 1 } })
    .toColourspace("grey16")
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function mesh(tile: ReliefTile): Buffer {
  const heightAt = reliefHeight(tile);
  const last = points - 1;
  const vertices = Array.from({ length: points * points }, (_, i): [number, number, number] => {
    const [x, y] = [(i % points) / last, Math.floor(i / points) / last];
    return [x, 1 - y, heightAt(x, y) * tile.rise];
  });
  const triangles = Array.from({ length: last * last }, (_, i) => {
    const at = Math.floor(i / last) * points + (i % last);
    return [
      [at, at + points, at + 1],
      [at + 1, at + points, at + points + 1],
    ] as [number, number, number][];
  }).flat();
  return writeObj({ name: tile.name, vertices, triangles });
}

function readme(): string {
  const rows = reliefTiles.map(
    ({ name, rise }) => `| ${name} | ${rise.toFixed(2)} | ${Math.round(rise * 1000)} m |`,
  );
  return `# Relief: six tiles of ground

White in the height maps is 1.5 times the rise below; the meshes carry it already.

| tile | rise per side | on a square of one kilometre |
| --- | ---: | ---: |
${rows.join("\n")}
`;
}
