import { createHash } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp } from "../world/people.ts";
import { removeInstallation, type ServerProcess, startServer } from "../world/server-process.ts";
import { buy, metadata, openShop, type Shop, ticket } from "../world/shop.ts";

const MIB = 1024 * 1024;
const LARGE = process.env.ACCEPTANCE_LARGE === "1";
const SIZE = LARGE ? 2048 * MIB : 64 * MIB;

describe.skipIf(!isOurs)(`a file of ${SIZE / MIB} MiB${needsOurs}`, () => {
  let server: ServerProcess;
  let shop: Shop;
  let buyer: Person;

  beforeAll(async () => {
    server = await startServer({ env: { MAX_FILE_SIZE_MB: "2048" } });
    shop = await openShop(server.url);
    buyer = await signUp("Large Buyer", server.url);
  });
  afterAll(async () => {
    await server.stop();
    await removeInstallation(server.dataDir);
  });

  it("is uploaded, cut off in the middle, taken up where it stands, sold and downloaded whole", async () => {
    const hash = createHash("sha256");
    for (let block = 0; block < SIZE / MIB; block++) hash.update(blockOf(block));
    const expected = hash.digest("hex");

    const created = await shop.owner.fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": String(SIZE),
        "upload-metadata": metadata({
          filename: "film.mkv",
          filetype: "video/x-matroska",
          creatorId: shop.creatorId,
        }),
      },
    });
    expect(created.status).toBe(201);
    const path = new URL(created.headers.get("location")!, server.url).pathname;
    const fileId = path.split("/").at(-1)!;

    await send(shop.owner, path, 0, { cutAfter: Math.floor(SIZE / 2) + 12_345 });
    const head = await shop.owner.fetch(path, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
    const offset = Number(head.headers.get("upload-offset"));
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(SIZE);
    expect(await send(shop.owner, path, offset)).toBe(204);

    const file = await shop.owner.json("GET", `/api/v1/files/${fileId}`);
    expect(file).toMatchObject({ status: "ready", sizeBytes: SIZE, sha256: expected });

    const product = await shop.owner.json<{ id: string; slug: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "A film",
      price: { amount: 500, currency: "usd" },
      fileIds: [fileId],
    });
    await shop.owner.json("POST", `/api/v1/products/${product.id}/publish`, {});
    await buy(buyer, {
      productId: product.id,
      slug: product.slug,
      fileId,
      bytes: Buffer.alloc(0),
      sha256: expected,
      shop,
    });
    const { url } = await ticket(buyer, fileId);
    const received = createHash("sha256");
    const answer = await buyer.fetch(url);
    for await (const chunk of answer.body!) received.update(chunk);
    expect(received.digest("hex")).toBe(expected);
  }, 300_000);

  it("is refused beyond the limit before a byte is sent", async () => {
    const create = (size: number) =>
      shop.owner.fetch("/api/v1/uploads", {
        method: "POST",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-length": String(size),
          "upload-metadata": metadata({ filename: "x", creatorId: shop.creatorId }),
        },
      });
    expect((await create(2048 * MIB)).status).toBe(201);
    expect((await create(2048 * MIB + 1)).status).toBe(413);
  });
});

/** Mostly zeros, with a number in each block, so that a block out of place or missing shows in the hash. */
function blockOf(index: number): Buffer {
  const block = Buffer.alloc(MIB);
  block.writeUInt32BE(index + 1, (index * 7919) % (MIB - 4));
  return block;
}

/** PATCHes everything from `offset` on; the status, or 0 when the connection was cut on purpose. */
async function send(
  person: Person,
  path: string,
  offset: number,
  { cutAfter = Infinity } = {},
): Promise<number> {
  const { hostname, port } = new URL(person.url);
  const outgoing = request({
    hostname,
    port,
    path,
    method: "PATCH",
    headers: {
      cookie: person.cookie,
      origin: person.url,
      "tus-resumable": "1.0.0",
      "upload-offset": offset,
      "content-type": "application/offset+octet-stream",
      "content-length": SIZE - offset,
    },
  });
  const answered = new Promise<number>((resolve) => {
    outgoing.once("response", (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    outgoing.once("error", () => resolve(0));
  });
  async function* body() {
    let sent = 0;
    for (let at = offset; at < SIZE; ) {
      const block = blockOf(Math.floor(at / MIB)).subarray(at % MIB);
      if (sent + block.length > cutAfter) return outgoing.destroy();
      sent += block.length;
      at += block.length;
      yield block;
    }
  }
  await pipeline(Readable.from(body()), outgoing).catch(() => undefined);
  return answered;
}
