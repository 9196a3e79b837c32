import { createHash, randomBytes } from "node:crypto";
import { link, readdir, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeProduct, makeShop, type Shop } from "../../test/make.ts";
import { finishUpload, ingestFile, sweepUploads } from "./index.ts";
import { locateFile } from "./locate-file.fixture.ts";
import { create, created, head, idOf, patch } from "./upload-client.ts";

let server: TestServer;
let shop: Shop;
let ann: Actor;
beforeAll(async () => {
  server = await startTestServer();
  shop = await makeShop(server, "ann");
  ann = shop.owner;
});
afterAll(() => server.close());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const HOUR = 3_600_000;

async function statusOf(fileId: string): Promise<string> {
  const { rows } = await server.deps.pool.query("select status from files where id = $1", [fileId]);
  return rows[0]?.status ?? "gone";
}

async function eventsOf(fileId: string): Promise<string[]> {
  const { rows } = await server.deps.pool.query("select type from events where subject_id = $1 order by id", [
    fileId,
  ]);
  return rows.map(({ type }) => type);
}

async function privateKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of server.deps.storage.keys()) keys.push(key);
  return keys;
}

async function bytesOf(fileId: string): Promise<Buffer> {
  const key = (await locateFile(server.deps, fileId))!;
  const size = (await server.deps.storage.size(key))!;
  const chunks: Buffer[] = [];
  for await (const chunk of server.deps.storage.read(key, { start: 0, end: size - 1 }))
    chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Has every byte, but storage does `instead` of moving it in: the last request fails as when the process died there. */
async function interrupted(
  bytes: Buffer,
  instead: (path: string, key: string) => Promise<void>,
): Promise<string> {
  const path = await created(ann, { creatorId: shop.creatorId, size: bytes.length });
  const { storage } = server.deps;
  server.deps.storage = { ...storage, moveIn: instead };
  const answer = await patch(ann, path, 0, bytes);
  server.deps.storage = storage;
  expect(answer.status).toBe(500);
  expect(await statusOf(idOf(path))).toBe("processing");
  expect(await ann.json("GET", `/api/v1/files/${idOf(path)}`)).toMatchObject({
    status: "checking",
    sha256: null,
  });
  expect(await locateFile(server.deps, idOf(path))).toBeNull();
  return path;
}

const died = new Error("the process died here");

describe("finishing an upload", () => {
  const deaths: [string, () => (path: string, key: string) => Promise<void>][] = [
    ["before the bytes moved", () => () => Promise.reject(died)],
    [
      "after the bytes moved",
      () => {
        const { storage } = server.deps;
        return async (path, key) => {
          await storage.moveIn(path, key);
          throw died;
        };
      },
    ],
    [
      "while the bytes had both names",
      () => {
        const { storage } = server.deps;
        return async (path, key) => {
          await link(path, `${path}-second`);
          await storage.moveIn(path, key);
          await rename(`${path}-second`, path);
          throw died;
        };
      },
    ],
  ];
  const revivals: [string, (path: string) => Promise<unknown>][] = [
    ["the client asks again", (path) => head(ann, path)],
    ["the client repeats its last request", (path) => patch(ann, path, 200_000, Buffer.alloc(0))],
    [
      "the server starts again and sweeps",
      async () => {
        await server.restart();
        await sweepUploads(server.deps);
      },
    ],
  ];

  for (const [when, death] of deaths) {
    it.each(revivals)(`that was cut off ${when} is taken up when %s`, async (_how, revive) => {
      const bytes = randomBytes(200_000);
      const before = await privateKeys();
      const path = await interrupted(bytes, death());
      const id = idOf(path);
      await revive(path);
      expect(await ann.json("GET", `/api/v1/files/${id}`)).toMatchObject({
        status: "ready",
        sha256: sha256(bytes),
      });
      expect((await bytesOf(id)).equals(bytes)).toBe(true);
      expect(await eventsOf(id)).toEqual(["file.uploaded"]);
      expect(await privateKeys()).toHaveLength(before.length + 1);
      expect(await readdir(server.deps.storage.incoming)).not.toContain(id);
    });
  }

  it("may be called by many at once and again", async () => {
    const bytes = randomBytes(300_000);
    const id = idOf(await interrupted(bytes, () => Promise.reject(died)));
    await Promise.all(Array.from({ length: 10 }, () => finishUpload(server.deps, id)));
    await finishUpload(server.deps, id);
    expect(await statusOf(id)).toBe("ready");
    expect(await eventsOf(id)).toEqual(["file.uploaded"]);
  });

  it("happens once when two processes do it at the same time", async () => {
    const bytes = randomBytes(1000);
    const id = idOf(await interrupted(bytes, () => Promise.reject(died)));
    const elsewhere: typeof import("./finish-upload.ts") = await import(
      `./finish-upload.ts?${"another-process"}`
    );
    const both = Promise.withResolvers<void>();
    const { storage } = server.deps;
    let here = 0;
    server.deps.storage = {
      ...storage,
      async moveIn(path, key) {
        here += 1;
        if (here === 2) both.resolve();
        await both.promise;
        await storage.moveIn(path, key);
      },
    };
    await Promise.all([finishUpload(server.deps, id), elsewhere.finishUpload(server.deps, id)]);
    server.deps.storage = storage;
    expect(here).toBe(2);
    expect(await eventsOf(id)).toEqual(["file.uploaded"]);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
  });

  it("refuses what is not complete, and what is not there", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    await patch(ann, path, 0, randomBytes(9));
    await expect(finishUpload(server.deps, idOf(path))).rejects.toMatchObject({ code: "wrong_state" });
    await expect(finishUpload(server.deps, "0190aaaa-0000-7000-8000-000000000000")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await statusOf(idOf(path))).toBe("uploading");
  });

  it("leaves no object behind when the file is deleted meanwhile", async () => {
    const before = await privateKeys();
    const { storage } = server.deps;
    const bytes = randomBytes(1000);
    const path = await created(ann, { creatorId: shop.creatorId, size: bytes.length });
    server.deps.storage = {
      ...storage,
      async moveIn(from, key) {
        await server.deps.pool.query("delete from files where id = $1", [idOf(path)]);
        await storage.moveIn(from, key);
      },
    };
    const answer = await patch(ann, path, 0, bytes);
    server.deps.storage = storage;
    expect(answer.status).toBe(404);
    expect(await privateKeys()).toEqual(before);
  });
});

describe("ingesting", () => {
  it("makes a ready file of bytes, and of a file which it leaves alone", async () => {
    const bytes = randomBytes(70_000);
    const source = join(server.deps.config.DATA_DIR, "source");
    await writeFile(source, bytes);
    const about = { creatorId: shop.creatorId, uploaderId: ann.userId, name: "../a.bin", contentType: "x/y" };
    for (const from of [{ bytes }, { path: source }]) {
      const file = await ingestFile(server.deps, { ...about, ...from });
      expect(file).toMatchObject({
        status: "ready",
        sha256: sha256(bytes),
        name: "a.bin",
        sizeBytes: 70_000,
      });
      expect((await bytesOf(file.id)).equals(bytes)).toBe(true);
    }
    expect((await stat(source)).size).toBe(70_000);
  });
});

describe("the sweep", () => {
  it("removes uploads that were not finished in seven days, and only those", async () => {
    const old = await created(ann, { creatorId: shop.creatorId, size: 10 });
    await patch(ann, old, 0, randomBytes(5));
    server.clock.advance(24 * HOUR);
    const young = await created(ann, { creatorId: shop.creatorId, size: 10 });
    await patch(ann, young, 0, Buffer.from("01234"));
    server.clock.advance(6 * 24 * HOUR);
    await sweepUploads(server.deps);
    expect(await statusOf(idOf(old))).toBe("gone");
    expect(await eventsOf(idOf(old))).toEqual(["file.expired"]);
    expect(await readdir(server.deps.storage.incoming)).not.toContain(idOf(old));
    expect((await patch(ann, young, 5, Buffer.from("56789"))).status).toBe(204);
    expect(await statusOf(idOf(young))).toBe("ready");
  });

  it("finishes what is complete", async () => {
    const bytes = randomBytes(1000);
    const path = await created(ann, { creatorId: shop.creatorId, size: 1000 });
    await writeFile(join(server.deps.storage.incoming, idOf(path)), bytes);
    await sweepUploads(server.deps);
    expect((await bytesOf(idOf(path))).equals(bytes)).toBe(true);
  });

  it("removes bytes that no row knows, once they are an hour old", async () => {
    const kept = await makeFile(server, shop, randomBytes(100));
    const keptKey = (await locateFile(server.deps, kept))!;
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    await patch(ann, path, 0, randomBytes(5));
    const { incoming } = server.deps.storage;
    const now = server.clock.now();
    for (const name of ["0190aaaa-0000-7000-8000-000000000000", "public-left-over"]) {
      await writeFile(join(incoming, name), "x");
      await utimes(join(incoming, name), now, now);
    }
    await writeFile(join(incoming, "to-move"), "orphan");
    await server.deps.storage.moveIn(join(incoming, "to-move"), "f".repeat(32));

    server.clock.set(new Date());
    await sweepUploads(server.deps);
    expect(await privateKeys()).toContain("f".repeat(32));
    expect(await readdir(incoming)).toContain("public-left-over");

    server.clock.set(new Date(now.getTime() + 2 * HOUR));
    await sweepUploads(server.deps);
    expect(await privateKeys()).not.toContain("f".repeat(32));
    expect(await privateKeys()).toContain(keptKey);
    const left = await readdir(incoming);
    expect(left).not.toContain("public-left-over");
    expect(left).not.toContain("0190aaaa-0000-7000-8000-000000000000");
    expect(left).toContain(idOf(path));
  });

  it("removes no object when the database knows next to none of them", async () => {
    const { incoming } = server.deps.storage;
    const known = (await privateKeys()).length;
    const orphans = Array.from({ length: Math.max(101, known + 1) }, (_, i) => `unknown-object-${i}`);
    for (const key of orphans) {
      await writeFile(join(incoming, "to-move"), "x");
      await server.deps.storage.moveIn(join(incoming, "to-move"), key);
    }
    server.clock.set(new Date(Date.now() + 2 * HOUR));
    await sweepUploads(server.deps);
    expect(await privateKeys()).toEqual(expect.arrayContaining(orphans));
    for (const key of orphans.slice(50)) await server.deps.storage.remove(key);
    await sweepUploads(server.deps);
    expect(await privateKeys()).not.toContain(orphans[0]);
  });

  it("marks an upload without bytes as failed, which frees its quota", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    await rm(join(server.deps.storage.incoming, idOf(path)));
    await sweepUploads(server.deps);
    expect(await statusOf(idOf(path))).toBe("uploading");
    server.clock.advance(HOUR);
    await sweepUploads(server.deps);
    expect(await statusOf(idOf(path))).toBe("failed");
    expect((await head(ann, path)).status).toBe(410);
    expect(await eventsOf(idOf(path))).toEqual(["file.failed"]);
    expect((await ann.fetch(`/api/v1/files/${idOf(path)}`, { method: "DELETE" })).status).toBe(204);
  });

  it("does not take a disk that cannot be read for an upload without bytes", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    await patch(ann, path, 0, Buffer.from("01234"));
    const place = join(server.deps.storage.incoming, idOf(path));
    const aside = join(server.deps.config.DATA_DIR, "aside");
    await rename(place, aside);
    // A link that leads to itself: looking at it fails with ELOOP.
    await symlink(place, place);
    server.clock.advance(HOUR);
    await sweepUploads(server.deps);
    expect(await statusOf(idOf(path))).toBe("uploading");
    expect((await head(ann, path)).status).toBe(500);
    await expect(finishUpload(server.deps, idOf(path))).rejects.toThrow("ELOOP");

    await rm(place);
    await rename(aside, place);
    expect((await head(ann, path)).headers.get("upload-offset")).toBe("5");
    expect((await patch(ann, path, 5, Buffer.from("56789"))).status).toBe(204);
    expect(await statusOf(idOf(path))).toBe("ready");
  });

  it("reports a ready file whose bytes are gone, once, and leaves it as it is", async () => {
    const id = await makeFile(server, shop, randomBytes(100));
    const key = (await locateFile(server.deps, id))!;
    await sweepUploads(server.deps);
    expect(await eventsOf(id)).toEqual(["file.uploaded"]);
    await server.deps.storage.remove(key);
    await sweepUploads(server.deps);
    await sweepUploads(server.deps);
    expect(await eventsOf(id)).toEqual(["file.uploaded", "file.bytes_missing"]);
    expect(await statusOf(id)).toBe("ready");
  });
});

describe("files", () => {
  it("are shown, renamed and removed by members, and do not exist for others", async () => {
    const stranger = (await makeShop(server, "stranger")).owner;
    const bytes = randomBytes(500);
    const id = await makeFile(server, shop, bytes, "a.pdf");
    const key = (await locateFile(server.deps, id))!;
    const shown = await ann.json<Record<string, unknown>>("GET", `/api/v1/files/${id}`);
    expect(shown).toEqual({
      id,
      creatorId: shop.creatorId,
      failure: null,
      name: "a.pdf",
      sizeBytes: 500,
      contentType: "application/pdf",
      sha256: sha256(bytes),
      status: "ready",
      createdAt: expect.any(String),
      readyAt: expect.any(String),
    });
    expect(JSON.stringify(shown)).not.toContain(key);

    const nowhere = "/api/v1/files/0190aaaa-0000-7000-8000-000000000000";
    for (const [method, body] of [
      ["GET", null],
      ["PATCH", JSON.stringify({ name: "mine.pdf" })],
      ["DELETE", null],
    ] as const) {
      const ask = async (path: string) => {
        const headers = body ? { "content-type": "application/json" } : undefined;
        const answer = await stranger.fetch(path, {
          method,
          ...(body ? { body, headers } : {}),
        } as RequestInit);
        const problem = (await answer.json()) as Record<string, unknown>;
        return { status: answer.status, body: { ...problem, requestId: null } };
      };
      expect(await ask(`/api/v1/files/${id}`)).toEqual(await ask(nowhere));
      expect((await ask(`/api/v1/files/${id}`)).status).toBe(404);
    }
    expect((await server.visitor.fetch(`/api/v1/files/${id}`)).status).toBe(401);

    const renamed = await ann.json("PATCH", `/api/v1/files/${id}`, { name: "../b\r\n.pdf" });
    expect(renamed).toMatchObject({ name: "b.pdf", sha256: sha256(bytes) });
    expect(await ann.json("GET", `/api/v1/files/${id}`)).toMatchObject({ name: "b.pdf" });

    expect((await ann.fetch(`/api/v1/files/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await ann.fetch(`/api/v1/files/${id}`)).status).toBe(404);
    expect(await server.deps.storage.size(key)).toBeNull();
    expect(await eventsOf(id)).toEqual(["file.uploaded", "file.renamed", "file.removed"]);
  });

  it("are not removed while a product has them", async () => {
    const product = await makeProduct(server, shop);
    const answer = await ann.fetch(`/api/v1/files/${product.fileId}`, { method: "DELETE" });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "file_in_use" });
    expect((await bytesOf(product.fileId)).equals(product.bytes)).toBe(true);
    await ann.json("PATCH", `/api/v1/products/${product.productId}`, {
      fileIds: [await makeFile(server, shop, Buffer.from("x"))],
    });
    expect((await ann.fetch(`/api/v1/files/${product.fileId}`, { method: "DELETE" })).status).toBe(204);
  });

  it("are listed page by page, newest first, with what they take of the quota", async () => {
    const listed = await makeShop(server, "listed");
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      if (i % 2) server.clock.advance(1000);
      ids.push(await makeFile(server, listed, Buffer.alloc(100, i)));
    }
    expect((await create(listed.owner, { creatorId: listed.creatorId, size: 50 })).status).toBe(201);
    const path = `/api/v1/creators/${listed.handle}/files?limit=2`;
    type Page = { items: { id: string; status: string }[]; nextCursor: string | null; usage: unknown };
    const seen: string[] = [];
    let cursor = "";
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await listed.owner.json<Page>("GET", path + cursor);
      expect(page.usage).toEqual({ usedBytes: 550, quotaBytes: 102_400 * 1024 * 1024 });
      seen.push(...page.items.map(({ id }) => id));
      expect(page.nextCursor === null).toBe(pages === 2);
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen.slice(1)).toEqual(ids.reverse());
    expect((await ann.fetch(path)).status).toBe(404);
    expect((await server.visitor.fetch(path)).status).toBe(401);
    expect((await listed.owner.fetch(`${path}&cursor=nonsense`)).status).toBe(400);
  });
});
