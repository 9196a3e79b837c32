import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { addFile, addMember, eventTypes, picture, send, sendBytes } from "./shop.fixture.ts";

let server: TestServer;
let owner: Actor;
let analyst: Actor;
let stranger: Actor;
let productId: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.signUp("owner");
  analyst = await server.signUp("analyst");
  stranger = await server.signUp("stranger");
  const creator = await send(owner, "POST", "/creators", { handle: "painter", displayName: "P" });
  const creatorId = creator.body.id;
  await addMember(server.deps, creatorId, analyst.userId, "analyst");
  const fileIds = [await addFile(server.deps, creatorId)];
  const price = { amount: 0, currency: "usd" };
  productId = (await send(owner, "POST", "/products", { creatorId, title: "Covered", price, fileIds })).body
    .id;
  await send(owner, "POST", `/products/${productId}/publish`);
});
afterAll(() => server.close());

const add = async (bytes: Uint8Array, who: { fetch: Actor["fetch"] } = owner, query = "", type?: string) =>
  sendBytes(who, "POST", `/products/${productId}/covers${query}`, bytes, type);

describe("covers", () => {
  it("are re-encoded, ordered, shown on cards, served and removed", async () => {
    const first = await add(await picture(700, 350), owner, `?alt=${encodeURIComponent('A "cover" <b>')}`);
    expect(first.status).toBe(201);
    const [cover] = first.body.covers;
    expect(cover).toMatchObject({ alt: 'A "cover" <b>', width: 700, height: 350 });
    expect(cover?.sizes.map(({ width }) => width)).toEqual([320, 640, 700]);
    for (const { width, avifUrl, webpUrl } of cover!.sizes) {
      for (const [url, type] of [
        [avifUrl, "image/avif"],
        [webpUrl, "image/webp"],
      ] as const) {
        const served = await server.visitor.fetch(url);
        expect([served.status, served.headers.get("content-type")]).toEqual([200, type]);
        expect((await sharp(await served.arrayBuffer()).metadata()).width).toBe(width);
      }
    }
    const second = await add(await picture(100, 100));
    const ids = second.body.covers.map(({ id }) => id);
    expect(ids).toEqual([cover!.id, expect.any(String)]);
    expect(second.body.cover?.id).toBe(cover!.id);

    const ordered = await send(owner, "PUT", `/products/${productId}/covers`, { coverIds: ids.toReversed() });
    expect(ordered.body.covers.map(({ id }) => id)).toEqual(ids.toReversed());
    const card = (await send(server.visitor, "GET", "/products")).body.items[0];
    expect(card?.cover?.id).toBe(ids[1]);
    for (const coverIds of [[], [ids[0]], [ids[0], ids[0]], [ids[0], newId()], [...ids, newId()]]) {
      expect((await send(owner, "PUT", `/products/${productId}/covers`, { coverIds })).status).toBe(400);
    }

    const removed = await send(owner, "DELETE", `/products/${productId}/covers/${cover!.id}`);
    expect(removed.body.covers.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await server.visitor.fetch(cover!.sizes[0]!.avifUrl)).status).toBe(404);
    expect((await send(owner, "DELETE", `/products/${productId}/covers/${cover!.id}`)).status).toBe(404);
    expect(
      (await eventTypes(server.deps, productId)).filter((type) => type === "product.updated"),
    ).toHaveLength(4);
  });

  it("are refused from visitors, strangers and analysts, before their bytes are read", async () => {
    const png = await picture(20, 20);
    const { id } = (await add(png)).body.covers.at(-1)!;
    for (const [who, code] of [
      [server.visitor, "sign_in_required"],
      [stranger, "not_found"],
      [analyst, "forbidden"],
    ] as const) {
      expect((await add(png, who)).body.code).toBe(code);
      expect((await send(who, "DELETE", `/products/${productId}/covers/${id}`)).body.code).toBe(code);
    }
    expect((await add(Buffer.from("nonsense"), stranger)).body.code).toBe("not_found");
    expect((await send(owner, "DELETE", `/products/${productId}/covers/${id}`)).status).toBe(200);
  });

  it("of another product are not reached through an own one", async () => {
    const mine = await send(stranger, "POST", "/creators", { handle: "thief", displayName: "T" });
    const price = { amount: 0, currency: "usd" };
    const own = await send(stranger, "POST", "/products", { creatorId: mine.body.id, title: "Own", price });
    const { id } = (await add(await picture(20, 20))).body.covers.at(-1)!;
    expect((await send(stranger, "DELETE", `/products/${own.body.id}/covers/${id}`)).status).toBe(404);
    expect((await send(owner, "DELETE", `/products/${productId}/covers/${id}`)).status).toBe(200);
  });

  it("are refused when they are no pictures, bombs, too large or too many (A14)", async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const html = Buffer.from("<html><script>alert(1)</script>");
    const codes = [
      await add(bomb),
      await add(html, owner, "", "image/png"),
      await add(html, owner, "", "text/html"),
      await add(Buffer.from("<svg/>"), owner, "", "image/svg+xml"),
      await add((await picture()).subarray(0, 200)),
      await add(new Uint8Array(10 * 1024 * 1024 + 1)),
      await add(new Uint8Array(0)),
      await add(await picture(20, 20), owner, `?alt=${"x".repeat(301)}`),
      await add(await picture(20, 20), owner, "?alt=a%00b"),
    ].map(({ body }) => body.code);
    expect(codes).toEqual([
      "too_large",
      "unsupported_media",
      "unsupported_media",
      "unsupported_media",
      "invalid_input",
      "too_large",
      "invalid_input",
      "invalid_input",
      "invalid_input",
    ]);
    const tiny = await picture(8, 8);
    const before = (await send(owner, "GET", `/products/${productId}`)).body.covers.length;
    const answers = await Promise.all(Array.from({ length: 14 - before }, () => add(tiny)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(12 - before);
    expect(answers.filter(({ body }) => body.code === "invalid_input")).toHaveLength(2);
  });

  it("go with a deleted draft", async () => {
    const creatorId = (await send(owner, "GET", "/creators/painter")).body.id;
    const price = { amount: 0, currency: "usd" };
    const draft = (await send(owner, "POST", "/products", { creatorId, title: "Draft", price })).body;
    const { body } = await sendBytes(owner, "POST", `/products/${draft.id}/covers`, await picture(20, 20));
    const url = body.covers[0]!.sizes[0]!.webpUrl;
    expect((await server.visitor.fetch(url)).status).toBe(200);
    expect((await send(owner, "DELETE", `/products/${draft.id}`)).status).toBe(204);
    expect((await server.visitor.fetch(url)).status).toBe(404);
  });
});

describe("serving pictures", () => {
  it("lets caches keep them and gives them no rights", async () => {
    const { body } = await send(server.visitor, "GET", `/products/${productId}`);
    const url = body.covers[0]!.sizes[0]!.webpUrl;
    const served = await server.visitor.fetch(url);
    expect(served.status).toBe(200);
    expect(served.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(served.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    expect(served.headers.get("x-content-type-options")).toBe("nosniff");
    const etag = served.headers.get("etag")!;
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await server.visitor.fetch(url, { headers: { "if-none-match": header } });
      expect([again.status, (await again.arrayBuffer()).byteLength], header).toEqual([304, 0]);
    }
    expect((await server.visitor.fetch(url, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    const head = await server.visitor.fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/webp"]);
  });

  it("knows no other names", async () => {
    const { body } = await send(server.visitor, "GET", `/products/${productId}`);
    const url = body.covers[0]!.sizes[0]!.webpUrl;
    expect((await server.visitor.fetch(url)).status).toBe(200);
    for (const path of [
      "/images/",
      url.replace("webp", "html"),
      `${url}%00`,
      `${url}/`,
      url.replace("/covers/", "/covers/..%2fcovers/"),
      url.replace("/covers/", "/private/"),
      "/images/..%2f..%2fpostgres%2fPG_VERSION",
    ]) {
      const refused = await server.visitor.fetch(path);
      const problem = (await refused.json()) as { code: string };
      expect([refused.status, problem.code], path).toEqual([404, "not_found"]);
      expect(refused.headers.get("cache-control")).toBe("no-store");
    }
  });
});
