import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync } from "node:fs";
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storageContract } from "./contract.ts";
import { localStorage } from "./local-storage.ts";
import { openFiles } from "./open-files.ts";
import { ObjectMissing, type StoragePort } from "./port.ts";
import { smallObjects } from "./small-objects.ts";

storageContract("local storage", async () => {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-storage-"));
  return {
    storage: await localStorage({ directory }),
    reopen: () => localStorage({ directory }),
    held: () => descriptorsBelow(directory),
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
});

describe("local storage on disk", () => {
  let directory: string;
  let storage: StoragePort;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-storage-"));
    storage = await localStorage({ directory });
  });
  afterEach(async () => {
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function store(bytes: Uint8Array): Promise<{ key: string; path: string }> {
    const key = randomBytes(16).toString("hex");
    const arrival = join(storage.incoming, key);
    await writeFile(arrival, bytes);
    await storage.moveIn(arrival, key);
    return { key, path: join(directory, "private", key.slice(0, 2), key.slice(2, 4), key) };
  }

  async function read(key: string, size: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of storage.read(key, { start: 0, end: size - 1 })) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }

  it("spreads private objects over directories by the first letters of the key", async () => {
    const { path } = await store(Buffer.from("spread"));
    expect(await readFile(path, "utf8")).toBe("spread");
  });

  it("completes a move that was cut off while the file had both names", async () => {
    const { key, path } = await store(Buffer.from("both names"));
    const arrival = join(storage.incoming, "again");
    await link(path, arrival);
    await storage.moveIn(arrival, key);
    expect(await readdir(storage.incoming)).toEqual([]);
    expect((await read(key, 10)).toString()).toBe("both names");
  });

  it("leaves no drafts behind", async () => {
    await storage.putPublic("a/b.webp", Buffer.from("x"), "image/webp");
    await mkdir(join(directory, "public", "taken"));
    await expect(storage.putPublic("taken", Buffer.from("x"), "image/webp")).rejects.toThrow();
    expect(await readdir(storage.incoming)).toEqual([]);
  });

  it("does not follow symbolic links out of the directory", async () => {
    const outside = join(directory, "outside");
    await writeFile(outside, "secret of the machine");
    const one = await store(Buffer.from("a real object"));
    expect((await read(one.key, 13)).toString()).toBe("a real object");
    await storage.remove(one.key);
    await symlink(outside, one.path);
    await expect(read(one.key, 6)).rejects.toThrow(ObjectMissing);
    expect(await storage.size(one.key)).toBeNull();
    expect(await collect(storage.keys())).toEqual([]);

    const two = await store(Buffer.from("another one"));
    await rename(join(directory, "private", two.key.slice(0, 2)), join(directory, "moved"));
    await symlink(join(directory, "moved"), join(directory, "private", two.key.slice(0, 2)));
    await expect(read(two.key, 11)).rejects.toThrow(ObjectMissing);

    await symlink(outside, join(directory, "public", "link.webp"));
    expect(await storage.readPublic("link.webp")).toBeNull();
  });

  it("does not take in a symbolic link", async () => {
    await writeFile(join(directory, "outside"), "secret");
    const arrival = join(storage.incoming, "link");
    await symlink(join(directory, "outside"), arrival);
    await expect(storage.moveIn(arrival, randomBytes(16).toString("hex"))).rejects.toThrow();
    expect(await collect(storage.keys())).toEqual([]);
  });

  it("fails rather than end short when a file was truncated behind its back", async () => {
    const { key, path } = await store(randomBytes(3_000_000));
    const reading = storage.read(key, { start: 0, end: 2_999_999 })[Symbol.asyncIterator]();
    expect((await reading.next()).done).toBe(false);
    await writeFile(path, "short");
    await expect(
      (async () => {
        for (let next = await reading.next(); !next.done; next = await reading.next());
      })(),
    ).rejects.toThrow("shorter");
  });

  it.runIf(process.platform === "linux")(
    "keeps at most 256 idle descriptors, and none once closed",
    async () => {
      for (let i = 0; i < 300; i += 1) {
        const { key } = await store(Buffer.alloc(70_000, i));
        expect((await read(key, 70_000)).every((byte) => byte === (i & 255))).toBe(true);
      }
      const open = descriptorsBelow(directory);
      expect(open).toBeGreaterThan(200);
      expect(open).toBeLessThanOrEqual(256);
      await storage.close();
      expect(descriptorsBelow(directory)).toBe(0);
    },
  );
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Elsewhere than on Linux a process cannot easily tell. */
function descriptorsBelow(directory: string): number {
  if (process.platform !== "linux") return 0;
  return readdirSync("/proc/self/fd").filter((fd) => targetOf(fd).startsWith(directory)).length;
}

function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return "";
  }
}

describe("open files", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-files-"));
    for (const name of ["a", "b", "c"]) await writeFile(join(directory, name), name);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("share one descriptor between holders and close it after the last", async () => {
    const files = openFiles(2);
    const path = join(directory, "a");
    const leases = await Promise.all([files.lease(path), files.lease(path), files.lease(path)]);
    expect(new Set(leases.map(({ fd }) => fd)).size).toBe(1);
    files.drop(path);
    expect(leases[0]!.dropped()).toBe(true);
    leases[0]!.release();
    leases[0]!.release();
    leases[1]!.release();
    await files.close();
    expect(files.count()).toBe(1);
    leases[2]!.release();
    await files.close();
    expect(files.count()).toBe(0);
  });

  it("close the one unused for longest first, and never one in use", async () => {
    const files = openFiles(2);
    const a = await files.lease(join(directory, "a"));
    (await files.lease(join(directory, "b"))).release();
    (await files.lease(join(directory, "c"))).release();
    const again = await files.lease(join(directory, "a"));
    expect(again.fd).toBe(a.fd);
    expect(a.dropped()).toBe(false);
    a.release();
    again.release();
    await files.close();
    expect(files.count()).toBe(0);
  });

  it("hold nothing for what does not exist", async () => {
    const files = openFiles(2);
    await expect(files.lease(join(directory, "none"))).rejects.toThrow(ObjectMissing);
    await expect(files.lease(directory)).rejects.toThrow(ObjectMissing);
    await writeFile(join(directory, "none"), "now");
    (await files.lease(join(directory, "none"))).release();
    await files.close();
    expect(files.count()).toBe(0);
  });
});

describe("small objects", () => {
  it("keep those used last within their limit", () => {
    const small = smallObjects(10);
    small.put("a", Buffer.alloc(4));
    small.put("b", Buffer.alloc(4));
    expect(small.get("a")).toBeDefined();
    small.put("c", Buffer.alloc(4));
    expect(small.get("b")).toBeUndefined();
    expect(small.get("a")).toBeDefined();
    small.drop("a");
    small.put("d", Buffer.alloc(6));
    expect(small.get("c")).toBeDefined();
    small.put("e", Buffer.alloc(11));
    expect(["a", "c", "d", "e"].map((key) => small.get(key))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
