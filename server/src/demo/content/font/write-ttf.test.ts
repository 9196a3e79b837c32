import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { haldenBold, haldenLight, haldenRegular } from "./face.ts";
import { writeTtf } from "./write-ttf.ts";

describe("writeTtf", () => {
  it.each([haldenLight, haldenRegular, haldenBold])("writes tables whose checksums hold", (face) => {
    const font = writeTtf(face());
    const tables = tableDirectory(font);
    expect(Object.keys(tables)).toEqual([
      "OS/2",
      "cmap",
      "glyf",
      "head",
      "hhea",
      "hmtx",
      "kern",
      "loca",
      "maxp",
      "name",
      "post",
    ]);
    for (const [tag, table] of Object.entries(tables)) {
      expect(table.offset % 4).toBe(0);
      if (tag !== "head")
        expect(sum(font.subarray(table.offset, table.offset + ((table.length + 3) & ~3)))).toBe(
          table.checksum,
        );
    }
    // A whole font adds up to this constant once its adjustment is filled in (OpenType, "head").
    expect(sum(font)).toBe(0xb1b0afba);
    expect(tables["OS/2"]?.length).toBe(96);
    expect(tables.maxp?.length).toBe(32);
    expect(tables.head?.length).toBe(54);
    expect(tables.hhea?.length).toBe(36);
  });

  it("maps each character to the glyph with its outline and width", () => {
    const face = haldenRegular();
    const font = writeTtf(face);
    const tables = tableDirectory(font);
    for (const glyph of face.glyphs.values()) {
      const id = lookUp(font, tables.cmap!.offset, glyph.character.codePointAt(0)!);
      expect(id, glyph.character).toBeGreaterThan(0);
      expect(font.readUInt16BE(tables.hmtx!.offset + id * 4)).toBe(glyph.advance);
      const start = font.readUInt32BE(tables.loca!.offset + id * 4);
      const end = font.readUInt32BE(tables.loca!.offset + id * 4 + 4);
      if (glyph.contours.length === 0) expect(end).toBe(start);
      else expect(font.readInt16BE(tables.glyf!.offset + start)).toBe(glyph.contours.length);
    }
    expect(lookUp(font, tables.cmap!.offset, 0x4e00)).toBe(0);
  });

  it("is drawn by a real text engine, heavier in bold", async () => {
    const folder = await mkdtemp(join(tmpdir(), "font-"));
    try {
      const ink: number[] = [];
      for (const face of [haldenLight(), haldenRegular(), haldenBold()]) {
        const fontfile = join(folder, `${face.style}.ttf`);
        await writeFile(fontfile, writeTtf(face));
        const font = face.style === "Light" ? "Halden Sans Light 40" : `Halden Sans ${face.style} 40`;
        const image = sharp({ text: { text: "HHHH", font, fontfile, dpi: 72 } });
        const { data, info } = await image.greyscale().raw().toBuffer({ resolveWithObject: true });
        ink.push(data.reduce((total, value) => total + value, 0) / 255);
        // Four capitals of 40 points: as wide as our own widths say, a line no taller than the face.
        const expected = (4 * face.glyphs.get("H")!.advance * 40) / 1000;
        expect(Math.abs(info.width - expected)).toBeLessThan(expected * 0.12);
      }
      expect(ink[1]! / ink[0]!).toBeGreaterThan(1.4);
      expect(ink[2]! / ink[1]!).toBeGreaterThan(1.3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function tableDirectory(font: Buffer) {
  const count = font.readUInt16BE(4);
  const tables: Record<string, { checksum: number; offset: number; length: number }> = {};
  for (let i = 0; i < count; i++) {
    const at = 12 + i * 16;
    tables[font.toString("latin1", at, at + 4)] = {
      checksum: font.readUInt32BE(at + 4),
      offset: font.readUInt32BE(at + 8),
      length: font.readUInt32BE(at + 12),
    };
  }
  return tables;
}

function sum(data: Buffer): number {
  let total = 0;
  for (let i = 0; i < data.length; i += 4) total = (total + data.readUInt32BE(i)) >>> 0;
  return total;
}

/** Looks a code point up as a rasteriser does: the first segment that ends at or after it (format 4). */
function lookUp(font: Buffer, cmap: number, codePoint: number): number {
  const table = cmap + font.readUInt32BE(cmap + 8);
  const segments = font.readUInt16BE(table + 6) / 2;
  for (let i = 0; i < segments; i++) {
    const end = font.readUInt16BE(table + 14 + i * 2);
    if (end < codePoint) continue;
    const start = font.readUInt16BE(table + 16 + (segments + i) * 2);
    const delta = font.readUInt16BE(table + 16 + (segments * 2 + i) * 2);
    return start > codePoint ? 0 : (codePoint + delta) & 0xffff;
  }
  return 0;
}
