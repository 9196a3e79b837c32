import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ByteRange, InvalidKey, ObjectExists, ObjectMissing, type StoragePort } from "./port.ts";

/** An open storage on a place of its own, and what the suite must be able to do with it. */
export type StorageUnderTest = {
  storage: StoragePort;
  /** Opens the same place anew, as another process would. */
  reopen: () => Promise<StoragePort>;
  /** Descriptors or connections that reads hold now; undefined when the adapter cannot tell. */
  held?: () => number;
  /** Removes the place. */
  dispose: () => Promise<void>;
};

const KIB = 1024;
const LARGE = 5 * KIB * KIB + 4321;

/** What every storage adapter must do. */
export function storageContract(name: string, make: () => Promise<StorageUnderTest>): void {
  describe(`${name} keeps the storage contract`, () => {
    let place: StorageUnderTest;
    let storage: StoragePort;
    beforeEach(async () => {
      place = await make();
      storage = place.storage;
    });
    afterEach(async () => {
      await storage.close();
      await place.dispose();
    });

    it("says how much room there is, unless it has no bound", async () => {
      const space = await storage.space();
      if (space === null) return;
      expect(space.totalBytes).toBeGreaterThan(0);
      expect(space.freeBytes).toBeGreaterThanOrEqual(0);
      expect(space.freeBytes).toBeLessThanOrEqual(space.totalBytes);
    });

    async function arrive(bytes: Uint8Array): Promise<string> {
      const path = join(storage.incoming, `arrival-${randomBytes(8).toString("hex")}`);
      await writeFile(path, bytes);
      return path;
    }

    async function store(bytes: Uint8Array): Promise<string> {
      const key = randomKey();
      await storage.moveIn(await arrive(bytes), key);
      return key;
    }

    describe("private objects", () => {
      it.each([0, 1, 1000, 64 * KIB, 64 * KIB + 1, 256 * KIB, LARGE])(
        "come back whole: %i bytes",
        async (size) => {
          const bytes = randomBytes(size);
          const key = await store(bytes);
          expect(await storage.size(key)).toBe(size);
          expect((await readAll(storage, key, whole(size))).equals(bytes)).toBe(true);
          expect((await readAll(storage, key, whole(size))).equals(bytes)).toBe(true);
        },
      );

      it.each([50 * KIB, 3 * KIB * KIB + 17])("answer every range exactly: %i bytes", async (size) => {
        const bytes = randomBytes(size);
        const key = await store(bytes);
        const position = fc.nat({ max: size - 1 });
        await fc.assert(
          fc.asyncProperty(position, position, async (one, other) => {
            const [start, end] = one < other ? [one, other] : [other, one];
            const read = await readAll(storage, key, { start, end });
            expect(read.equals(bytes.subarray(start, end + 1))).toBe(true);
          }),
          { numRuns: 60 },
        );
        expect((await readAll(storage, key, { start: 7, end: 6 })).byteLength).toBe(0);
      });

      it("refuse ranges that lie outside", async () => {
        for (const size of [100, LARGE]) {
          const key = await store(randomBytes(size));
          expect((await readAll(storage, key, { start: 1, end: size - 1 })).byteLength).toBe(size - 1);
          for (const range of [
            { start: 0, end: size },
            { start: -1, end: 5 },
            { start: 5, end: 3 },
            { start: 0.5, end: 3 },
            { start: Number.NaN, end: 3 },
          ]) {
            await expect(readAll(storage, key, range)).rejects.toThrow(RangeError);
          }
        }
      });

      it("leave the incoming directory when they move in", async () => {
        const path = await arrive(Buffer.from("moved"));
        await storage.moveIn(path, randomKey());
        await expect(stat(path)).rejects.toThrow("ENOENT");
      });

      it("are never replaced", async () => {
        const key = await store(Buffer.from("first"));
        const path = await arrive(Buffer.from("second"));
        await expect(storage.moveIn(path, key)).rejects.toThrow(ObjectExists);
        expect(await readFile(path, "utf8")).toBe("second");
        expect((await readAll(storage, key, whole(5))).toString()).toBe("first");
      });

      it("are moved in once by many at a time", async () => {
        const key = randomKey();
        const paths = await Promise.all(
          Array.from({ length: 8 }, (_, i) => arrive(Buffer.from(`bytes of ${i}`))),
        );
        const outcomes = await Promise.allSettled(paths.map((path) => storage.moveIn(path, key)));
        const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
        expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
        expect((await readAll(storage, key, whole(10))).toString()).toBe(`bytes of ${winner}`);
      });

      it("appear whole or not at all", async () => {
        const bytes = randomBytes(LARGE);
        const key = randomKey();
        const path = await arrive(bytes);
        let moving = true;
        const moved = storage.moveIn(path, key).finally(() => {
          moving = false;
        });
        const sizes = new Set<number | null>();
        while (moving) {
          sizes.add(await storage.size(key));
          const read = await readAll(storage, key, whole(LARGE)).catch((error: unknown) => error);
          if (read instanceof Error) expect(read).toBeInstanceOf(ObjectMissing);
          else expect(bytes.equals(read as Buffer)).toBe(true);
        }
        await moved;
        expect([null, LARGE]).toEqual(expect.arrayContaining([...sizes]));
        expect((await readAll(storage, key, whole(LARGE))).equals(bytes)).toBe(true);
      });

      it("are missing before they came and after they went", async () => {
        for (const size of [1000, LARGE]) {
          const key = randomKey();
          expect(await storage.size(key)).toBeNull();
          await expect(readAll(storage, key, whole(size))).rejects.toThrow(ObjectMissing);
          await storage.moveIn(await arrive(randomBytes(size)), key);
          expect((await readAll(storage, key, whole(size))).byteLength).toBe(size);
          await storage.remove(key);
          expect(await storage.size(key)).toBeNull();
          await expect(readAll(storage, key, whole(size))).rejects.toThrow(ObjectMissing);
          await storage.remove(key);
        }
      });

      it("are read whole or fail when they are removed meanwhile", async () => {
        for (const size of [2000, LARGE]) {
          const bytes = randomBytes(size);
          const key = await store(bytes);
          const first = storage.read(key, whole(size))[Symbol.asyncIterator]();
          const begun = [Buffer.from((await first.next()).value as Uint8Array)];
          const reads = Array.from({ length: 6 }, () => readAll(storage, key, whole(size)));
          await storage.remove(key);
          const outcomes = await Promise.allSettled([
            ...reads,
            readAll(storage, key, whole(size)),
            rest(first, begun),
          ]);
          for (const outcome of outcomes) {
            if (outcome.status === "fulfilled") expect(outcome.value.equals(bytes)).toBe(true);
          }
          await expect(readAll(storage, key, whole(size))).rejects.toThrow(ObjectMissing);
        }
        await settled(() => (place.held?.() ?? 0) === 0);
      });

      it("are not remembered by a read that a removal overtook", async () => {
        for (const size of [2000, LARGE]) {
          for (let i = 0; i < 10; i += 1) {
            const key = await store(randomBytes(size));
            const reads = [readAll(storage, key, whole(size)), readAll(storage, key, whole(size))];
            for (let turn = 0; turn < i; turn += 1) await new Promise((resolve) => setImmediate(resolve));
            await Promise.allSettled([storage.remove(key), ...reads]);
            await expect(readAll(storage, key, whole(size))).rejects.toThrow(ObjectMissing);
          }
        }
      });

      it("keep the bytes of a chunk until the second one after it is asked for", async () => {
        const bytes = randomBytes(LARGE);
        const key = await store(bytes);
        let previous: Uint8Array = new Uint8Array();
        let position = 0;
        let chunks = 0;
        for await (const chunk of storage.read(key, whole(LARGE))) {
          await settled(() => true);
          const before = bytes.subarray(position - previous.byteLength, position);
          expect(Buffer.from(previous).equals(before)).toBe(true);
          expect(Buffer.from(chunk).equals(bytes.subarray(position, position + chunk.byteLength))).toBe(true);
          position += chunk.byteLength;
          previous = chunk;
          chunks += 1;
        }
        expect(position).toBe(LARGE);
        expect(chunks).toBeGreaterThan(3);
      });

      it("keep the bytes of a chunk for good where a read was broken off: the connection may still hold it", async () => {
        const bytes = randomBytes(100_000);
        const key = await store(bytes);
        const other = await store(randomBytes(100_000));
        const abort = new AbortController();
        const held: Uint8Array[] = [];
        for (let i = 0; i < 3; i += 1) {
          for await (const chunk of storage.read(key, whole(100_000))) {
            held.push(chunk);
            break;
          }
          const cut = storage.read(key, whole(100_000), abort.signal)[Symbol.asyncIterator]();
          held.push((await cut.next()).value as Uint8Array);
          if (i === 2) abort.abort();
          if (i === 2) expect((await cut.next()).done).toBe(true);
          for (let reads = 0; reads < 5; reads += 1) await readAll(storage, other, whole(100_000));
        }
        for (const chunk of held) expect(Buffer.from(chunk).equals(bytes)).toBe(true);
      });

      it("stop at once when the reader leaves, and free everything", async () => {
        const key = await store(randomBytes(LARGE));
        for (let i = 0; i < 20; i += 1) {
          for await (const chunk of storage.read(key, whole(LARGE))) {
            expect(chunk.byteLength).toBeGreaterThan(0);
            break;
          }
        }
        await storage.remove(key);
        await settled(() => (place.held?.() ?? 0) === 0);
      });

      it("stop at once when the signal aborts, even if nobody asks again", async () => {
        const key = await store(randomBytes(LARGE));
        const abort = new AbortController();
        const readers = Array.from({ length: 10 }, () =>
          storage.read(key, whole(LARGE), abort.signal)[Symbol.asyncIterator](),
        );
        for (const reader of readers) expect((await reader.next()).done).toBe(false);
        abort.abort();
        await storage.remove(key);
        await settled(() => (place.held?.() ?? 0) === 0);
        for (const reader of readers) expect((await reader.next()).done).toBe(true);
        expect((await readAll(storage, key, whole(LARGE), abort.signal)).byteLength).toBe(0);
      });

      it("are listed with the time they came in", async () => {
        const before = Date.now();
        const keys = [
          await store(Buffer.from("a")),
          await store(Buffer.from("b")),
          await store(randomBytes(LARGE)),
        ];
        await storage.putPublic("covers/not-listed.webp", Buffer.from("c"), "image/webp");
        await arrive(Buffer.from("not listed"));
        const listed = await list(storage);
        expect(listed.map(({ key }) => key).sort()).toEqual(keys.sort());
        for (const { modifiedAt } of listed) {
          expect(modifiedAt.getTime()).toBeGreaterThan(before - 5000);
          expect(modifiedAt.getTime()).toBeLessThan(Date.now() + 5000);
        }
        await storage.remove(keys[0]!);
        expect((await list(storage)).map(({ key }) => key).sort()).toEqual(keys.slice(1).sort());
      });

      it("survive reopening", async () => {
        const bytes = randomBytes(LARGE);
        const key = await store(bytes);
        await storage.putPublic("covers/kept/320.avif", Buffer.from("picture"), "image/avif");
        await storage.close();
        storage = await place.reopen();
        expect((await readAll(storage, key, whole(LARGE))).equals(bytes)).toBe(true);
        expect((await storage.readPublic("covers/kept/320.avif"))?.contentType).toBe("image/avif");
      });
    });

    describe("public objects", () => {
      it("come back with their type, and are replaced and removed", async () => {
        const key = "covers/0123abcd/320.webp";
        expect(await storage.readPublic(key)).toBeNull();
        for (const [size, type] of [
          [0, "image/webp"],
          [5000, "image/webp; a=b"],
          [300_000, "image/avif"],
        ] as const) {
          const bytes = randomBytes(size);
          await storage.putPublic(key, bytes, type);
          const found = await storage.readPublic(key);
          expect(found?.contentType).toBe(type);
          expect(Buffer.from(found!.bytes).equals(bytes)).toBe(true);
        }
        await storage.removePublic(key);
        expect(await storage.readPublic(key)).toBeNull();
        await storage.removePublic(key);
      });

      it("are old or new, never a mixture, while they are replaced", async () => {
        const versions = ["a", "b"].map((letter) => Buffer.alloc(700_000, letter));
        await storage.putPublic("swap.bin", versions[0]!, "text/a");
        let writing = true;
        const written = (async () => {
          for (let i = 1; i <= 12; i += 1) {
            await storage.putPublic("swap.bin", versions[i % 2]!, i % 2 === 0 ? "text/a" : "text/b");
          }
          writing = false;
        })();
        while (writing) {
          const found = await storage.readPublic("swap.bin");
          const version = found?.contentType === "text/a" ? versions[0]! : versions[1]!;
          expect(Buffer.from(found!.bytes).equals(version)).toBe(true);
        }
        await written;
      });

      it("refuse types that are no header value", async () => {
        for (const type of ["", "text/a\n", "text/a\r\nx: y", "text/\u00e9", "x".repeat(300)]) {
          await expect(storage.putPublic("typed.bin", Buffer.from("x"), type)).rejects.toThrow(TypeError);
        }
        expect(await storage.readPublic("typed.bin")).toBeNull();
      });

      it("and private ones do not see each other", async () => {
        const key = randomKey();
        await storage.putPublic(key, Buffer.from("public"), "text/plain");
        expect(await storage.size(key)).toBeNull();
        await expect(readAll(storage, key, { start: 0, end: 0 })).rejects.toThrow(ObjectMissing);
        const secret = await store(Buffer.from("private"));
        expect(await storage.readPublic(secret)).toBeNull();
      });
    });

    it.each(HOSTILE_KEYS)("refuses the key %j everywhere", async (key) => {
      const path = await arrive(Buffer.from("x"));
      await expect(storage.moveIn(path, key)).rejects.toThrow(InvalidKey);
      await expect(readAll(storage, key, { start: 0, end: 0 })).rejects.toThrow(InvalidKey);
      expect(() => storage.placeOf(key)).toThrow(InvalidKey);
      expect(() => storage.pathOf(key)).toThrow(InvalidKey);
      await expect(storage.size(key)).rejects.toThrow(InvalidKey);
      await expect(storage.remove(key)).rejects.toThrow(InvalidKey);
      await expect(storage.putPublic(key, Buffer.from("x"), "text/plain")).rejects.toThrow(InvalidKey);
      await expect(storage.readPublic(key)).rejects.toThrow(InvalidKey);
      await expect(storage.removePublic(key)).rejects.toThrow(InvalidKey);
    });
  });
}

const HOSTILE_KEYS = [
  "",
  ".",
  "..",
  "...",
  "../../etc/passwd",
  "..%2f..%2fetc",
  "%252e%252e/x",
  "..\\..\\windows",
  "/etc/passwd",
  "//server/share",
  "\\\\server\\share",
  "c:\\boot.ini",
  "abcdefgh/../../x",
  "abcdefgh/./x",
  "abcdefgh//x",
  "abcdefgh/",
  "/abcdefgh",
  "abcdefgh\0",
  "abcdefgh\0.webp",
  "abcdefgh\n",
  "abcdefgh ",
  "-abcdefgh",
  ".abcdefgh",
  "abcdefgh..webp",
  "abcdefgh.",
  "abcd.efgh/ijkl",
  "ABCDEFGH",
  "abcdéfgh",
  "abcdef\u{ff0e}\u{ff0e}gh",
  "\u{c0}\u{ae}\u{c0}\u{ae}/abcdefgh",
  "a".repeat(300),
];

function randomKey(): string {
  return randomBytes(16).toString("hex");
}

function whole(size: number): ByteRange {
  return { start: 0, end: size - 1 };
}

async function readAll(
  storage: StoragePort,
  key: string,
  range: ByteRange,
  signal?: AbortSignal,
): Promise<Buffer> {
  return rest(storage.read(key, range, signal)[Symbol.asyncIterator](), []);
}

/** Copies, since a chunk is only lent. */
async function rest(chunks: AsyncIterator<Uint8Array>, begun: Buffer[]): Promise<Buffer> {
  for (let next = await chunks.next(); !next.done; next = await chunks.next())
    begun.push(Buffer.from(next.value));
  return Buffer.concat(begun);
}

async function list(storage: StoragePort): Promise<{ key: string; modifiedAt: Date }[]> {
  const listed: { key: string; modifiedAt: Date }[] = [];
  for await (const entry of storage.keys()) listed.push(entry);
  return listed;
}

/** Closing goes on in the background: turns of the event loop, not time, until it is done. */
async function settled(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !done(); turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  expect(done()).toBe(true);
}
