import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followFile, forgetFile, hashFile } from "./hash-file.ts";
import { cleanMediaType } from "./media-type.ts";
import { writeAll } from "./receive-bytes.ts";
import { uploadLocks } from "./upload-locks.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vaulture-hash-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("hashing", () => {
  it.each([0, 1, 1024 * 1024, 5_000_001])("gives the SHA-256 of a file of %i bytes", async (size) => {
    const bytes = randomBytes(size);
    const path = join(directory, `whole-${size}`);
    await writeFile(path, bytes);
    expect(await hashFile(path, size)).toBe(sha256(bytes));
    expect(await hashFile(path, size)).toBe(sha256(bytes));
  });

  it("follows several growing files at once", async () => {
    const files = Array.from({ length: 6 }, (_, i) => ({
      path: join(directory, `grow-${i}`),
      parts: [] as Buffer[],
    }));
    for (let round = 0; round < 8; round += 1) {
      for (const file of files) {
        const part = randomBytes(300_000 + round);
        file.parts.push(part);
        await appendFile(file.path, part);
        followFile(
          file.path,
          file.parts.reduce((sum, { byteLength }) => sum + byteLength, 0),
        );
      }
    }
    const hashes = await Promise.all(
      files.map(({ path, parts }) => hashFile(path, Buffer.concat(parts).byteLength)),
    );
    expect(hashes).toEqual(files.map(({ parts }) => sha256(Buffer.concat(parts))));
  });

  it("starts over after a file was forgotten and made anew", async () => {
    const path = join(directory, "again");
    await writeFile(path, "first version");
    followFile(path, 13);
    forgetFile(path);
    await writeFile(path, "second version");
    expect(await hashFile(path, 14)).toBe(sha256(Buffer.from("second version")));
  });

  it("fails for what is missing or too short, and goes on with the rest", async () => {
    const short = join(directory, "short");
    await writeFile(short, "short");
    followFile(join(directory, "missing"), 5);
    await expect(hashFile(join(directory, "missing"), 5)).rejects.toThrow("hashing failed");
    await expect(hashFile(short, 6)).rejects.toThrow("hashing failed");
    expect(await hashFile(short, 5)).toBe(sha256(Buffer.from("short")));
  });
});

describe("writing", () => {
  it("goes on after a write that took only some of the bytes", async () => {
    const file = Buffer.alloc(20, ".");
    const few = async (pieces: Buffer[], position: number) => {
      const bytes = Buffer.concat(pieces).subarray(0, 3);
      bytes.copy(file, position);
      return { bytesWritten: bytes.byteLength, buffers: pieces };
    };
    const handle = { writev: few } as unknown as Parameters<typeof writeAll>[0];
    await writeAll(
      handle,
      ["ab", "", "cdefg", "h", "ijklmn"].map((text) => Buffer.from(text)),
      4,
    );
    expect(file.toString()).toBe("....abcdefghijklmn..");
  });
});

describe("media types", () => {
  it("are kept when they are well formed, at any length without delay", () => {
    expect(cleanMediaType(' image/png;q="a\tb" ')).toBe("application/octet-stream");
    expect(cleanMediaType(" image/png; q=1 ")).toBe("image/png; q=1");
    expect(cleanMediaType(`a/b${" ; a=b".repeat(100_000)}`)).toBe("application/octet-stream");
    expect(cleanMediaType(null)).toBe("application/octet-stream");
  });
});

describe("upload locks", () => {
  const unused = new AbortController().signal;
  const nothing = () => undefined;

  it("hand over to one that waits", async () => {
    const locks = uploadLocks({ patienceMs: 10_000 });
    const [one, two] = [locks.newLock("a"), locks.newLock("a")];
    await one.lock(unused, nothing);
    const waiting = two.lock(unused, nothing);
    await locks.newLock("b").lock(unused, nothing);
    await one.unlock();
    await waiting;
    expect(locks.signal("a").aborted).toBe(false);
  });

  it("refuse whoever waits too long for a holder that is busy", async () => {
    const locks = uploadLocks({ patienceMs: 20, staleMs: 60_000 });
    await locks.newLock("a").lock(unused, nothing);
    const signal = locks.signal("a");
    await expect(locks.newLock("a").lock(unused, nothing)).rejects.toMatchObject({ code: "upload_locked" });
    expect(signal.aborted).toBe(false);
  });

  it("make a holder give up that receives nothing any more", async () => {
    const locks = uploadLocks({ patienceMs: 10_000, staleMs: -1 });
    const one = locks.newLock("a");
    await one.lock(unused, nothing);
    locks.signal("a").addEventListener("abort", () => void one.unlock());
    await locks.newLock("a").lock(unused, nothing);
    expect(locks.signal("a").aborted).toBe(false);
    locks.giveUpAll();
    expect(locks.signal("a").aborted).toBe(true);
  });
});
