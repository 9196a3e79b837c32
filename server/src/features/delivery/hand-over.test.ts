import { createHash, randomBytes } from "node:crypto";
import { mkdir, rename } from "node:fs/promises";
import { get, request as httpRequest, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { freePort, startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";
import { type Nginx, nginxProgram, startNginx } from "../../test/nginx.ts";

const MIB = 1024 * 1024;
const without = nginxProgram ? "" : " (skipped: nginx is not installed)";

describe.skipIf(!nginxProgram)(`bytes sent by nginx after our decision${without}`, () => {
  let server: TestServer;
  let nginx: Nginx;
  let shop: Shop;
  let product: ForSale;
  let ann: Actor;
  let purchaseId: string;

  beforeAll(async () => {
    const port = await freePort();
    server = await startTestServer({
      environment: {
        DELIVERY_MODE: "accel",
        DELIVERY_ACCEL_MAX_MB: "20",
        TRUSTED_PROXIES: "loopback",
        BASE_URL: `http://127.0.0.1:${port}`,
      },
    });
    const { PORT, DATA_DIR } = server.deps.config;
    nginx = await startNginx(port, { port: PORT, dataDir: DATA_DIR });
    shop = await makeShop(server);
    product = await makeProduct(server, shop, {
      bytes: randomBytes(16 * MIB + 7),
      fileName: "Ann's book.pdf",
    });
    ann = await server.signUp("ann");
    purchaseId = await buy(ann, product.productId);
  });
  afterAll(async () => {
    await nginx?.stop();
    await server.close();
  });

  /** Comparing megabytes as values takes the longest; a digest says the same. */
  const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
  const sentOf = async (download: string) => {
    const { rows } = await server.deps.pool.query<{
      bytes_sent: number;
      request_count: number;
      done: boolean;
    }>("select bytes_sent, request_count, completed_at is not null as done from downloads where id = $1", [
      download,
    ]);
    return rows[0]!;
  };
  const metric = async (name: string) => {
    const { values } = await server.deps.metrics.registry.getSingleMetric(name)!.get();
    return values.reduce((sum, { value }) => sum + value, 0);
  };

  it("are the whole file, with the headers of an answer of our own", async () => {
    const { id, url } = await ticket(ann, product.fileId);
    expect(new URL(url).port).toBe(String(nginx.port));
    const answer = await ann.fetch(url);
    expect(answer.status).toBe(200);
    expect(digest(await bytesOf(answer))).toBe(product.sha256);
    const direct = await ann.fetch(server.url + new URL(url).pathname);
    const own = Object.fromEntries(direct.headers);
    for (const name of ["connection", "keep-alive", "date", "transfer-encoding"]) delete own[name];
    expect(Object.fromEntries(answer.headers)).toMatchObject(own);
    expect(answer.headers.get("etag")).toBe(`"${product.sha256}"`);
    expect(answer.headers.has("last-modified")).toBe(false);
    expect(answer.headers.has("x-accel-redirect")).toBe(false);
    expect(digest(await bytesOf(direct))).toBe(product.sha256);
    await vi.waitFor(
      async () =>
        expect(await sentOf(id)).toEqual({
          bytes_sent: 2 * product.bytes.length,
          request_count: 2,
          done: true,
        }),
      20_000,
    );
  });

  it("are the ranges that were asked for, under If-Range too", async () => {
    const { id, url } = await ticket(ann, product.fileId);
    const part = async (headers: Record<string, string>) => {
      const answer = await ann.fetch(url, { headers });
      return {
        status: answer.status,
        range: answer.headers.get("content-range"),
        sha256: digest(await bytesOf(answer)),
      };
    };
    const size = product.bytes.length;
    const middle = digest(product.bytes.subarray(1000, 1000 + MIB));
    const range = `bytes=1000-${999 + MIB}`;
    const expected = { status: 206, range: `bytes 1000-${999 + MIB}/${size}`, sha256: middle };
    expect(await part({ range })).toEqual(expected);
    expect(await part({ range, "if-range": `"${product.sha256}"` })).toEqual(expected);
    expect(await part({ range, "if-range": '"another"' })).toMatchObject({
      status: 200,
      sha256: product.sha256,
    });
    const tail = await part({ range: `bytes=-${MIB}` });
    expect(tail).toMatchObject({ status: 206, sha256: digest(product.bytes.subarray(-MIB)) });
    expect((await part({ range: `bytes=${size}-` })).status).toBe(416);
    const sent = size + 3 * MIB;
    await vi.waitFor(
      async () => expect(await sentOf(id)).toMatchObject({ bytes_sent: sent, done: true }),
      20_000,
    );
  });

  it("are counted for each address where nobody is signed in, and for each person", async () => {
    const fileId = await makeFile(server, shop, soundOf(200_000), "sound.wav");
    const post = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "Listen.",
      visibility: "free",
      isPublic: true,
      mediaFileIds: [fileId],
    });
    const shown = async (who: Actor) => {
      const { mediaFiles } = await who.json<{ mediaFiles: { url: string }[] }>(
        "GET",
        `/api/v1/posts/${post.id}`,
      );
      return new URL(mediaFiles[0]!.url).pathname;
    };
    /** As nginx asks for a client at that address: whose stream it is to count the answer as. */
    const whose = async (who: Actor, path: string, from: string) => {
      const headers = { "x-delivery-mode": "accel", "x-forwarded-for": from };
      const answer = await who.fetch(server.url + path, { headers });
      const redirect = new URL(answer.headers.get("x-accel-redirect")!, server.url);
      return [redirect.searchParams.get("viewer"), redirect.searchParams.get("downloader")];
    };
    const open = await shown(server.visitor);
    const [here, there] = [
      await whose(server.visitor, open, "203.0.113.5"),
      await whose(server.visitor, open, "203.0.113.6"),
    ];
    expect(new Set([here[0], there[0]])).not.toContain(null);
    expect(here[0]).not.toBe(there[0]);
    expect(await whose(ann, await shown(ann), "203.0.113.5")).toEqual([ann.userId, null]);
    const download = new URL((await ticket(ann, product.fileId)).url).pathname;
    expect(await whose(ann, download, "203.0.113.5")).toEqual([null, ann.userId]);
  });

  it("are counted as far as they went when the client leaves", async () => {
    const { id, url } = await ticket(ann, product.fileId);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers: { cookie: ann.cookie }, agent: false }, resolve).on("error", reject);
    });
    await new Promise((resolve) => answer.once("readable", resolve));
    answer.destroy();
    await vi.waitFor(async () => expect((await sentOf(id)).request_count).toBe(1), 20_000);
    const { bytes_sent, done } = await sentOf(id);
    expect(bytes_sent).toBeGreaterThan(0);
    expect(bytes_sent).toBeLessThan(product.bytes.length);
    expect(done).toBe(false);
  });

  it("do not go to whoever may not have them, nor by the path they lie at (A45)", async () => {
    const { url } = await ticket(ann, product.fileId);
    const stranger = await server.signUp("stranger");
    for (const who of [stranger, server.visitor]) {
      const refused = await who.fetch(url);
      expect([401, 403, 404]).toContain(refused.status);
      expect((await bytesOf(refused)).length).toBeLessThan(2000);
    }
    const place = server.deps.storage.placeOf(
      (
        await server.deps.pool.query("select storage_key_for($1, $2, null, now()) as key", [
          ann.userId,
          product.fileId,
        ])
      ).rows[0].key,
    )!;
    for (const path of [
      `/_originals/${place}`,
      `//_originals/${place}`,
      `/%5foriginals/${place}`,
      `/_originals/../_originals/${place}`,
    ]) {
      const answer = await ann.fetch(nginx.url + path);
      expect(answer.status, path).toBe(404);
    }
    // Nor by a header that a client sends where only the server's answer counts.
    const forged = await ann.fetch(`${nginx.url}/`, {
      headers: { "x-accel-redirect": `/_originals/${place}` },
    });
    expect((await bytesOf(forged)).length).toBeLessThan(100_000);
    expect((await ann.fetch(url)).status).toBe(200);
  });

  it("stop with the right: the next request is refused", async () => {
    const buyer = await server.signUp("buyer");
    const mine = await buy(buyer, product.productId);
    const { url } = await ticket(buyer, product.fileId);
    expect((await buyer.fetch(url, { headers: { range: "bytes=0-99999" } })).status).toBe(206);
    await shop.owner.json("POST", `/api/v1/purchases/${mine}/refund`, {});
    const refused = await buyer.fetch(url, { headers: { range: "bytes=100000-" } });
    expect(refused.status).toBe(403);
    expect((await bytesOf(refused)).length).toBeLessThan(2000);
  });

  it("are cut by us where the answer is longer than nginx is trusted with", async () => {
    const long = await makeProduct(server, shop, { bytes: Buffer.alloc(32 * MIB, 7) });
    const buyer = await server.signUp("buyer of much");
    const mine = await buy(buyer, long.productId);
    const { url } = await ticket(buyer, long.fileId);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers: { cookie: buyer.cookie }, agent: false }, resolve).on("error", reject);
    });
    await vi.waitFor(async () => expect(await metric("vaulture_open_streams")).toBe(1), 20_000);
    await shop.owner.json("POST", `/api/v1/purchases/${mine}/refund`, {});
    await vi.waitFor(async () => expect(await metric("vaulture_open_streams")).toBe(0), 20_000);
    let received = 0;
    await new Promise<void>((resolve) => {
      answer.on("data", (chunk: Buffer) => (received += chunk.length));
      answer.once("close", resolve);
      answer.once("error", () => resolve());
    });
    expect(received).toBeLessThan(long.bytes.length);
  });

  it("take nobody's word for what was sent but nginx's (A45)", async () => {
    const { id, url } = await ticket(ann, product.fileId);
    const location = await new Promise<string>((resolve, reject) => {
      const headers = { cookie: ann.cookie, "x-delivery-mode": "accel" };
      httpRequest(server.url + new URL(url).pathname, { headers }, (answer) => {
        answer.resume();
        resolve(String(answer.headers["x-accel-redirect"]));
      })
        .on("error", reject)
        .end();
    });
    const receipt = new URL(location, server.url).searchParams.get("receipt")!;
    const report = (at: string, text: string) =>
      fetch(`${at}/api/v1/receipts`, {
        method: "POST",
        headers: { "x-receipt": text, "x-sent-status": "200", "x-sent-bytes": "999999999" },
      });
    expect((await report(nginx.url, receipt)).status).toBe(404);
    expect((await report(server.url, `x${receipt}`)).status).toBe(404);
    expect((await report(server.url, receipt)).status).toBe(204);
    // Never more than the answer could hold.
    await vi.waitFor(
      async () =>
        expect(await sentOf(id)).toMatchObject({ bytes_sent: product.bytes.length, request_count: 1 }),
      20_000,
    );
  });

  it("leave events and uploads unbuffered", async () => {
    const { said } = nginx;
    expect(said()).not.toContain("buffered to a temporary file");
    const events = await ann.fetch(`${nginx.url}/api/v1/purchases/${purchaseId}/events`);
    const first = await events.body!.getReader().read();
    expect(new TextDecoder().decode(first.value)).toContain("data:");
  });

  it("are missed loudly where nginx cannot read them", async () => {
    const { url } = await ticket(ann, product.fileId);
    const place = join(server.deps.config.DATA_DIR, "storage", "private");
    await rename(place, `${place}-away`);
    await mkdir(place);
    const errors = vi.spyOn(server.deps.log, "error");
    expect((await ann.fetch(url)).status).toBe(404);
    await vi.waitFor(() => expect(errors).toHaveBeenCalled(), 20_000);
    await rename(`${place}-away`, place);
    expect(digest(await bytesOf(await ann.fetch(url)))).toBe(product.sha256);
  });
});

/** Silence, as a WAV file of that many bytes of samples (RIFF, 8 kHz, 8 bits). */
function soundOf(bytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(bytes, 40);
  return Buffer.concat([head, Buffer.alloc(bytes, 128)]);
}
