import { madeOn } from "../types.ts";
import type { Face, Glyph } from "./face.ts";
import { ascender, capHeight, descender, xHeight } from "./glyph.ts";
import { glyphTables } from "./glyph-tables.ts";
import { nameTable } from "./name-table.ts";

const unitsPerEm = 1000;
const lineAscent = 950;
const lineDescent = -250;

/**
 * Writes a face as a TrueType font file (OpenType 1.9, `glyf` outlines): tables OS/2 cmap glyf head hhea hmtx kern
 * loca maxp name post, checksums and alignment included. Glyph 0 is the missing-glyph box, glyph 1 the space.
 */
export function writeTtf(face: Face): Buffer {
  const glyphs = orderedGlyphs(face);
  const { glyf, loca, bounds, maxPoints, maxContours } = glyphTables(glyphs);
  const tables: Record<string, Buffer> = {
    "OS/2": os2(face, glyphs),
    cmap: cmap(glyphs),
    glyf,
    head: head(face, bounds),
    hhea: hhea(glyphs, bounds),
    hmtx: hmtx(glyphs, bounds.lefts),
    kern: kern(face, glyphs),
    loca,
    maxp: words(1, 0, glyphs.length, maxPoints, maxContours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    name: nameTable(face),
    post: Buffer.concat([longs(0x00030000, 0), words(-100, 50), longs(0, 0, 0, 0, 0)]),
  };
  return assemble(tables);
}

type Bounds = ReturnType<typeof glyphTables>["bounds"];

function orderedGlyphs(face: Face): Glyph[] {
  const missing: Glyph = {
    character: "",
    advance: 560,
    contours: [
      [point(60, 0), point(60, 700), point(500, 700), point(500, 0)],
      [point(110, 50), point(450, 50), point(450, 650), point(110, 650)],
    ],
  };
  const rest = [...face.glyphs.values()].sort((a, b) => code(a) - code(b));
  return [missing, ...rest];
}

function point(x: number, y: number) {
  return { x, y, on: true };
}

function code(glyph: Glyph): number {
  return glyph.character.codePointAt(0) ?? 0;
}

function assemble(tables: Record<string, Buffer>): Buffer {
  const tags = Object.keys(tables).sort();
  const power = 2 ** Math.floor(Math.log2(tags.length));
  const header = Buffer.concat([
    longs(0x00010000),
    words(tags.length, power * 16, Math.log2(power), tags.length * 16 - power * 16),
  ]);
  let offset = header.length + tags.length * 16;
  const records: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const tag of tags) {
    const data = tables[tag]!;
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    records.push(Buffer.from(tag, "latin1"), longs(checksum(padded), offset, data.length));
    bodies.push(padded);
    offset += padded.length;
  }
  const font = Buffer.concat([header, ...records, ...bodies]);
  const headAt = font.readUInt32BE(header.length + tags.indexOf("head") * 16 + 8);
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headAt + 8);
  return font;
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum = (sum + data.readUInt32BE(i)) >>> 0;
  return sum;
}

function head(face: Face, bounds: Bounds): Buffer {
  // Seconds from 1904, as Macintosh clocks counted.
  const seconds = BigInt(Math.floor(madeOn.getTime() / 1000) + 2082844800);
  const dates = Buffer.alloc(16);
  dates.writeBigInt64BE(seconds, 0);
  dates.writeBigInt64BE(seconds, 8);
  return Buffer.concat([
    longs(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    words(0b1011, unitsPerEm),
    dates,
    words(bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax, face.style === "Bold" ? 1 : 0, 8, 2, 1, 0),
  ]);
}

function hhea(glyphs: Glyph[], bounds: Bounds): Buffer {
  const widest = Math.max(...glyphs.map((glyph) => glyph.advance));
  return Buffer.concat([
    longs(0x00010000),
    words(lineAscent, lineDescent, 0, widest, bounds.minLeft, bounds.minRight, bounds.xMax),
    words(1, 0, 0, 0, 0, 0, 0, 0, glyphs.length),
  ]);
}

function hmtx(glyphs: Glyph[], lefts: number[]): Buffer {
  return words(...glyphs.flatMap((glyph, i) => [glyph.advance, lefts[i] ?? 0]));
}

/** Character map, format 4 (Windows Unicode): one segment for each run of consecutive code points. */
function cmap(glyphs: Glyph[]): Buffer {
  const entries = glyphs.flatMap((glyph, id) => (glyph.character ? [{ code: code(glyph), id }] : []));
  entries.push({ code: 0xa0, id: 1 });
  entries.sort((a, b) => a.code - b.code);
  const runs: { start: number; end: number; id: number }[] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run && entry.code === run.end + 1 && entry.id === run.id + (entry.code - run.start))
      run.end = entry.code;
    else runs.push({ start: entry.code, end: entry.code, id: entry.id });
  }
  runs.push({ start: 0xffff, end: 0xffff, id: 0x10000 });
  const count = runs.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const body = words(
    count * 2,
    power * 2,
    Math.log2(power),
    (count - power) * 2,
    ...runs.map((run) => run.end),
    0,
    ...runs.map((run) => run.start),
    ...runs.map((run) => run.id - run.start),
    ...runs.map(() => 0),
  );
  const table = Buffer.concat([words(4, body.length + 6, 0), body]);
  const offset = 4 + 2 * 8;
  return Buffer.concat([words(0, 2, 0, 3), longs(offset), words(3, 1), longs(offset), table]);
}

/** Pair kerning, `kern` version 0 format 0. */
function kern(face: Face, glyphs: Glyph[]): Buffer {
  const ids = new Map(glyphs.map((glyph, id) => [glyph.character, id]));
  const pairs: [number, number, number][] = [];
  for (const [pair, value] of face.kerning) {
    const [left, right] = [...pair].map((character) => ids.get(character));
    if (left !== undefined && right !== undefined) pairs.push([left, right, value]);
  }
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const power = 2 ** Math.floor(Math.log2(pairs.length));
  const body = words(pairs.length, power * 6, Math.log2(power), (pairs.length - power) * 6, ...pairs.flat());
  return Buffer.concat([words(0, 1, 0, body.length + 6, 1), body]);
}

/** OS/2 version 4: weight, line metrics, classification and the range of characters. */
function os2(face: Face, glyphs: Glyph[]): Buffer {
  const codes = glyphs.filter((glyph) => glyph.character).map(code);
  const average = Math.round(glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) / glyphs.length);
  const bold = face.style === "Bold";
  return Buffer.concat([
    words(4, average, face.weight, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
    Buffer.from([2, 11, bold ? 8 : 5, 0, 0, 0, 0, 0, 0, 0]),
    longs(0b11, 0, 0, 0),
    Buffer.from("VLTR", "latin1"),
    words(bold ? 0x20 : 0x40, Math.min(...codes), Math.max(...codes)),
    words(ascender, descender, unitsPerEm + 200 - (ascender - descender), lineAscent, -lineDescent),
    longs(1, 0),
    words(xHeight, capHeight, 0, 32, 2),
  ]);
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => {
    buffer.writeUInt16BE(value & 0xffff, i * 2);
  });
  return buffer;
}

function longs(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    buffer.writeUInt32BE(value >>> 0, i * 4);
  });
  return buffer;
}
