import { fileURLToPath } from "node:url";
import sharp from "sharp";

/** The typeface of our pages, which bring its package, drawn from its file: a machine that serves need not have any font. */
const FONT = fileURLToPath(
  new URL("../../../../node_modules/geist/dist/fonts/geist-sans/Geist-Medium.ttf", import.meta.url),
);
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
/** Seen when it is looked for, on white as on black: light letters with a dark edge, both mostly air. */
const LIGHT = { shade: 255, alpha: 0.24 };
const DARK = { shade: 0, alpha: 0.2 };
const LEAN = -24;
const KEPT = 400;

const drawn = new Map<string, Promise<Buffer>>();

/**
 * A tile with `text` twice, leaning and staggered, which covers a picture of `width` pixels when it is repeated: a part of the picture
 * that is worth stealing holds the whole text. A PNG of some kilobytes; the last few hundred are remembered.
 */
export function drawMark(text: string, width: number): Promise<Buffer> {
  const name = `${width} ${text}`;
  const known = drawn.get(name);
  // Whoever was asked for last stays longest.
  drawn.delete(name);
  const tile = known ?? draw(text, width);
  drawn.set(name, tile);
  if (!known) tile.catch(() => drawn.delete(name));
  const oldest = drawn.keys().next().value;
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return tile;
}

async function draw(text: string, width: number): Promise<Buffer> {
  const size = Math.max(11, Math.round(width / 70));
  const letters = await sharp({
    text: { text: escapeMarkup(text), font: `Geist Medium ${size}`, fontfile: FONT, dpi: 72 },
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const edge = Math.max(1, Math.round(size / 18));
  const dark = toLayer(letters.data, letters.info, DARK);
  const light = toLayer(letters.data, letters.info, LIGHT);
  const line = await sharp({
    create: {
      width: letters.info.width + 2 * edge,
      height: letters.info.height + 2 * edge,
      channels: 4,
      background: CLEAR,
    },
  })
    .composite([
      { ...dark, left: edge * 2, top: edge * 2 },
      { ...light, left: edge, top: edge },
    ])
    .png()
    .toBuffer();
  const leaning = await sharp(line)
    .rotate(LEAN, { background: CLEAR })
    .png()
    .toBuffer({ resolveWithObject: true });
  return repeat(leaning.data, leaning.info, { size, width });
}

/** Letters as a layer of one shade, whose opacity is theirs. */
function toLayer(
  letters: Buffer,
  { width, height }: { width: number; height: number },
  { shade, alpha }: { shade: number; alpha: number },
) {
  const input = Buffer.alloc(width * height * 4, shade);
  for (let at = 0; at < letters.length; at++) input[at * 4 + 3] = Math.round(letters[at]! * alpha);
  return { input, raw: { width, height, channels: 4 as const } };
}

/** One in the middle, and one around the corners, where four tiles meet. */
async function repeat(
  input: Buffer,
  { width, height }: { width: number; height: number },
  of: { size: number; width: number },
) {
  // A short name is not repeated more often than a long one.
  const wide = Math.max(width + 4 * of.size, Math.round(of.width / 3.6));
  const high = Math.max(height + 8 * of.size, Math.round(of.width / 5.5));
  const [left, top] = [Math.round((wide - width) / 2), Math.round((high - height) / 2)];
  const [aside, below] = [Math.round(wide / 2), Math.round(high / 2)];
  const corners = [-1, 1].flatMap((x) =>
    [-1, 1].map((y) => ({ left: left + x * aside, top: top + y * below })),
  );
  return sharp({ create: { width: wide, height: high, channels: 4, background: CLEAR } })
    .composite([{ left, top }, ...corners].map((at) => ({ input, ...at })))
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** What is drawn is read as markup first. */
function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
