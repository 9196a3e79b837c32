import { crc32, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeZip } from "./zip.ts";

describe("makeZip", () => {
  it("gives back every entry, in order, with its checksum", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9é -]{1,12}(\/[a-z0-9]{1,8}){0,2}$/), {
      maxLength: 8,
    });
    const check = fc.property(
      names,
      fc.array(fc.uint8Array({ maxLength: 3000 })),
      fc.boolean(),
      (list, bodies, store) => {
        const entries = list.map((name, i) => ({ name, data: Buffer.from(bodies[i] ?? []), store }));
        const read = readZip(makeZip(entries));
        expect(read.map((entry) => entry.name)).toEqual(list);
        read.forEach((entry, i) => {
          expect(entry.data.equals(entries[i]!.data)).toBe(true);
        });
      },
    );
    fc.assert(check, { numRuns: 60 });
  });

  it("deflates what shrinks, stores what was asked to be stored", () => {
    const text = "the same words again and again ".repeat(200);
    const [packed, stored] = readZip(
      makeZip([
        { name: "packed.txt", data: text },
        { name: "stored.txt", data: text, store: true },
      ]),
    );
    expect(packed?.method).toBe(8);
    expect(packed?.packedSize).toBeLessThan(text.length / 5);
    expect(stored?.method).toBe(0);
    expect(stored?.data.toString()).toBe(text);
  });

  it("gives the same bytes each time", () => {
    const entries = [{ name: "a.txt", data: "hello" }];
    expect(makeZip(entries).equals(makeZip(entries))).toBe(true);
  });

  it("refuses names that leave the folder, and a name twice", () => {
    expect(readZip(makeZip([{ name: "a/b.txt", data: "fine" }]))).toHaveLength(1);
    for (const name of ["/etc/passwd", "../up.txt", "a/../../b", "a\\b", ""]) {
      expect(() => makeZip([{ name, data: "x" }])).toThrow(/safe archive name/);
    }
    const twice = { name: "a.txt", data: "x" };
    expect(() => makeZip([twice, twice])).toThrow(/already holds/);
  });
});

/** Reads an archive from its end, as programs do, and checks that both headers of an entry agree. */
function readZip(zip: Buffer) {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    expect(zip.subarray(local + 6, local + 28).equals(zip.subarray(at + 8, at + 30))).toBe(true);
    const method = zip.readUInt16LE(at + 10);
    const packedSize = zip.readUInt32LE(at + 20);
    const body = zip.subarray(local + 30 + nameLength, local + 30 + nameLength + packedSize);
    const data = method === 8 ? inflateRawSync(body) : body;
    expect(crc32(data)).toBe(zip.readUInt32LE(at + 16));
    expect(data.length).toBe(zip.readUInt32LE(at + 24));
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString("utf8");
    at += 46 + nameLength;
    return { name, method, packedSize, data };
  });
}
