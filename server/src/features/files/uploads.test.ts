import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { type ClientRequest, request as httpRequest } from "node:http";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { locateFile } from "./locate-file.fixture.ts";
import { BYTES, created, head, idOf, patch, TUS } from "./upload-client.ts";

let server: TestServer;
let shop: Shop;
let ann: Actor;
beforeAll(async () => {
  server = await startTestServer();
  shop = await makeShop(server, "ann");
  ann = shop.owner;
});
afterAll(() => server.close());

const KIB = 1024;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

type FileBody = {
  status: string;
  sha256: string | null;
  name: string;
  contentType: string;
  sizeBytes: number;
};
const fileAt = (path: string) => ann.json<FileBody>("GET", `/api/v1/files/${idOf(path)}`);

async function stored(path: string): Promise<Buffer> {
  const key = (await locateFile(server.deps, idOf(path)))!;
  const size = (await server.deps.storage.size(key))!;
  const chunks: Buffer[] = [];
  for await (const chunk of server.deps.storage.read(key, { start: 0, end: size - 1 }))
    chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Uploads as a browser's client would, and resolves with the upload's path. */
function clientUpload(
  bytes: Buffer,
  options: Partial<ConstructorParameters<typeof Upload>[1]> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${server.url}/api/v1/uploads`,
      headers: { cookie: ann.cookie, origin: server.url },
      metadata: { filename: "scan.pdf", filetype: "application/pdf", creatorId: shop.creatorId },
      retryDelays: [0, 100, 500],
      onError: reject,
      onSuccess: () => resolve(new URL(upload.url!).pathname),
      ...options,
    });
    upload.start();
  });
}

describe("an upload", () => {
  it.each([
    [0, {}],
    [1, {}],
    [700 * KIB, {}],
    [700 * KIB, { uploadDataDuringCreation: true }],
    [3000 * KIB + 7, { chunkSize: 400_001 }],
    [3000 * KIB + 7, { chunkSize: 400_001, uploadDataDuringCreation: true }],
    [9000 * KIB, {}],
  ])("of %i bytes by tus-js-client %j becomes the very same file", async (size, options) => {
    const bytes = randomBytes(size);
    const path = await clientUpload(bytes, options);
    expect(await fileAt(path)).toMatchObject({
      status: "ready",
      sizeBytes: size,
      sha256: sha256(bytes),
      name: "scan.pdf",
      contentType: "application/pdf",
    });
    expect((await stored(path)).equals(bytes)).toBe(true);
    expect(await readdir(server.deps.storage.incoming)).not.toContain(idOf(path));
  });

  it("says at each step how far it is and when it expires, and records its event once it is ready", async () => {
    const bytes = randomBytes(100);
    const path = await created(ann, { creatorId: shop.creatorId, size: 100 });
    expect(path).toMatch(/^\/api\/v1\/uploads\/[0-9a-f-]{36}$/);
    const expires = new Date(server.clock.now().getTime() + 7 * 86_400_000).toUTCString();

    const before = await head(ann, path);
    expect(before.status).toBe(200);
    expect(before.headers.get("upload-offset")).toBe("0");
    expect(before.headers.get("upload-length")).toBe("100");
    expect(before.headers.get("upload-expires")).toBe(expires);
    expect(before.headers.get("cache-control")).toBe("no-store");
    expect(await fileAt(path)).toMatchObject({ status: "uploading", sha256: null });

    const half = await patch(ann, path, 0, bytes.subarray(0, 60));
    expect(half.status).toBe(204);
    expect(half.headers.get("upload-offset")).toBe("60");
    expect(half.headers.get("upload-expires")).toBe(expires);
    expect(half.headers.get("tus-resumable")).toBe("1.0.0");
    expect((await head(ann, path)).headers.get("upload-offset")).toBe("60");
    expect(await locateFile(server.deps, idOf(path))).toBeNull();

    const whole = await patch(ann, path, 60, bytes.subarray(60));
    expect(whole.status).toBe(204);
    expect(whole.headers.get("upload-offset")).toBe("100");
    expect(whole.headers.get("upload-expires")).toBeNull();
    const after = await head(ann, path);
    expect(after.headers.get("upload-offset")).toBe("100");
    expect((await patch(ann, path, 100, Buffer.alloc(0))).status).toBe(204);

    const { rows } = await server.deps.pool.query("select * from events where subject_id = $1", [idOf(path)]);
    expect(rows.map(({ type }) => type)).toEqual(["file.uploaded"]);
    expect(rows[0]).toMatchObject({ actor_id: ann.userId, creator_id: shop.creatorId });
    expect(rows[0].data).toMatchObject({ sizeBytes: 100, sha256: sha256(bytes) });
    expect(JSON.stringify(rows[0])).not.toContain(await locateFile(server.deps, idOf(path)));
  });

  it("is described by OPTIONS", async () => {
    const answer = await ann.fetch("/api/v1/uploads", { method: "OPTIONS" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("tus-version")).toBe("1.0.0");
    expect(answer.headers.get("tus-extension")).toBe("creation,creation-with-upload,termination,expiration");
    expect(answer.headers.get("tus-max-size")).toBe(String(500 * KIB * KIB));
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("is cancelled with DELETE, and leaves nothing", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 100 });
    await patch(ann, path, 0, randomBytes(60));
    expect((await ann.fetch(path, { method: "DELETE", headers: TUS })).status).toBe(204);
    expect((await head(ann, path)).status).toBe(404);
    expect((await patch(ann, path, 60, randomBytes(40))).status).toBe(404);
    expect((await ann.fetch(`/api/v1/files/${idOf(path)}`)).status).toBe(404);
    expect(await readdir(server.deps.storage.incoming)).not.toContain(idOf(path));
  });

  it("is taken up again where a broken connection left it", async () => {
    const bytes = randomBytes(3_000_000);
    const path = await created(ann, { creatorId: shop.creatorId, size: bytes.length });
    const broken = open(path, 0, bytes.length);
    broken.write(bytes.subarray(0, 1_234_567));
    await arrived(path, 1_000_000);
    broken.destroy();
    const offset = Number((await head(ann, path)).headers.get("upload-offset"));
    expect(offset).toBeGreaterThanOrEqual(1_000_000);
    expect(offset).toBeLessThanOrEqual(1_234_567);
    expect((await patch(ann, path, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await fileAt(path)).sha256).toBe(sha256(bytes));
    expect((await stored(path)).equals(bytes)).toBe(true);
  });

  it("is refused to a second writer while the first still sends (A13)", async () => {
    const bytes = randomBytes(2_000_000);
    const path = await created(ann, { creatorId: shop.creatorId, size: bytes.length });
    const first = open(path, 0, bytes.length);
    first.write(bytes.subarray(0, 1_000_000));
    await arrived(path, 900_000);
    const second = await patch(ann, path, 0, randomBytes(2_000_000));
    expect(second.status).toBe(423);
    expect(await second.json()).toMatchObject({ code: "upload_locked" });
    first.end(bytes.subarray(1_000_000));
    expect(await statusOf(first)).toBe(204);
    expect((await fileAt(path)).sha256).toBe(sha256(bytes));
  });

  it("has one winner when several write at once, and nothing is mixed (A13)", async () => {
    const size = 1_500_000;
    const path = await created(ann, { creatorId: shop.creatorId, size });
    const versions = Array.from({ length: 6 }, () => randomBytes(size));
    const answers = await Promise.all(versions.map((bytes) => patch(ann, path, 0, bytes)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.every((status) => [204, 409, 423].includes(status))).toBe(true);
    expect((await stored(path)).equals(versions[statuses.indexOf(204)]!)).toBe(true);
    expect((await fileAt(path)).sha256).toBe(sha256(versions[statuses.indexOf(204)]!));
  });

  it("survives a restart in the middle, with its bytes", async () => {
    const bytes = randomBytes(4_000_000);
    const path = await created(ann, { creatorId: shop.creatorId, size: bytes.length });
    expect((await patch(ann, path, 0, bytes.subarray(0, 1_500_000))).status).toBe(204);
    const broken = open(path, 1_500_000, bytes.length - 1_500_000);
    broken.write(bytes.subarray(1_500_000, 2_500_000));
    await arrived(path, 2_300_000);
    const answered = statusOf(broken);
    await server.restart();
    expect(await answered).toBe(204);
    const offset = Number((await head(ann, path)).headers.get("upload-offset"));
    expect(offset).toBeGreaterThanOrEqual(2_300_000);
    const resumed = await clientUpload(bytes, { uploadUrl: server.url + path, chunkSize: 700_000 });
    expect(resumed).toBe(path);
    expect((await fileAt(path)).sha256).toBe(sha256(bytes));
    expect((await stored(path)).equals(bytes)).toBe(true);
  });

  it("lies in storage under a key that says nothing of it", async () => {
    const path = await created(ann, {
      creatorId: shop.creatorId,
      size: 5,
      name: "secret-plans.html",
      type: "text/html",
    });
    expect((await patch(ann, path, 0, Buffer.from("<b>x<"))).status).toBe(204);
    const key = (await locateFile(server.deps, idOf(path)))!;
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    const onDisk = join(
      server.deps.config.DATA_DIR,
      "storage",
      "private",
      key.slice(0, 2),
      key.slice(2, 4),
      key,
    );
    expect(await readFile(onDisk, "utf8")).toBe("<b>x<");
  });
});

describe("names and types are data", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["..\\..\\boot.ini", "boot.ini"],
    ["C:\\Users\\ann\\a.pdf", "a.pdf"],
    ["\\\\server\\share\\b.zip", "b.zip"],
    ["a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"],
    ['quote".pdf', 'quote".pdf'],
    ["semi;colon.pdf", "semi;colon.pdf"],
    ["nul\0byte.pdf", "nulbyte.pdf"],
    ["\u202Efdp.exe", "fdp.exe"],
    ["\u{1F469}\u200D\u{1F680} notes.txt", "\u{1F469}\u200D\u{1F680} notes.txt"],
    ["con.txt", "_con.txt"],
    ["..", "file"],
    ["..%2f..%2fx.txt", "..%2f..%2fx.txt".replace(/^\.+/, "")],
    ["page.html.jpg", "page.html.jpg"],
    [`${"long".repeat(1000)}.pdf`, `${"long".repeat(1000).slice(0, 251)}.pdf`],
  ])("the name %j is kept as %j", async (given, kept) => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 0, name: given });
    expect((await fileAt(path)).name).toBe(kept);
  });

  it.each([
    ["text/html", "text/html"],
    ["image/svg+xml", "image/svg+xml"],
    ["text/plain; charset=utf-8", "text/plain; charset=utf-8"],
    ['text/plain; a="b c"', 'text/plain; a="b c"'],
    ["", "application/octet-stream"],
    ["nonsense", "application/octet-stream"],
    ["text/html\r\nx-evil: 1", "application/octet-stream"],
    ["text/h\u00e4", "application/octet-stream"],
    [`text/${"x".repeat(300)}`, "application/octet-stream"],
  ])("the type %j is kept as %j", async (given, kept) => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 0, type: given });
    expect((await fileAt(path)).contentType).toBe(kept);
  });
});

/** A PATCH whose body is still to be written. */
function open(path: string, offset: number, length: number): ClientRequest {
  const sent = httpRequest(server.url + path, {
    method: "PATCH",
    headers: {
      ...BYTES,
      cookie: ann.cookie,
      "upload-offset": String(offset),
      "content-length": String(length),
    },
  });
  return sent.on("error", () => undefined);
}

function statusOf(sent: ClientRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    sent.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    sent.on("error", reject);
  });
}

/** Waits until so many bytes of an upload are written, however far the connection is. */
async function arrived(path: string, bytes: number): Promise<void> {
  const file = join(server.deps.storage.incoming, idOf(path));
  await expect
    .poll(async () => (await readFile(file)).byteLength, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(bytes);
}
