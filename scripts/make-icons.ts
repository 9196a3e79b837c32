// `npm run icons`: draws the icons of the pages from web/app/icon.svg, in the sizes that devices ask for.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const WEB = join(import.meta.dirname, "..", "web");
const ICONS = join(WEB, "public", "icons");

const svg = await readFile(join(WEB, "app", "icon.svg"), "utf8");
// Devices cut their own shape out of these: ink to the edge, the mark within the middle four fifths.
const whole = svg.replace(/ rx="\d+"/, "").replace('viewBox="0 0 24 24"', 'viewBox="-2.5 -2.5 29 29"');
const bleeding = whole.replace('width="24" height="24"', 'x="-2.5" y="-2.5" width="29" height="29"');

await mkdir(ICONS, { recursive: true });
await writeFile(join(ICONS, "icon-192.png"), await draw(svg, 192));
await writeFile(join(ICONS, "icon-512.png"), await draw(svg, 512));
await writeFile(join(ICONS, "icon-maskable-512.png"), await draw(bleeding, 512));
await writeFile(join(WEB, "app", "apple-icon.png"), await draw(bleeding, 180));
await writeFile(join(WEB, "app", "favicon.ico"), icoOf(await draw(svg, 48), 48));

function draw(drawing: string, size: number): Promise<Buffer> {
  return sharp(Buffer.from(drawing), { density: 3 * size })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

/** A PNG in the frame of an .ico file: one directory entry, then the picture. */
function icoOf(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, png]);
}
