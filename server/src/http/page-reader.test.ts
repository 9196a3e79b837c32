import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../test/actors.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../test/make.ts";
import { LIMITS } from "./limits.ts";
import type { Pages } from "./pages.ts";

const GERMANY = "193.99.144.80";
const NETHERLANDS = "193.0.6.139";
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1";
const SOUND = Buffer.concat([
  Buffer.from("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000"),
  Buffer.alloc(200),
]);

/** What the pages that stand in for the real ones were asked with, and what they asked with. */
let asked: { headers: IncomingMessage["headers"]; asking: Record<string, string> }[] = [];

/** A page as web/lib/server-api.ts makes them: it asks the API for the same post, as whoever reads it. */
const pagesAt = (url: string): Pages => ({
  async handle(request: IncomingMessage, response: ServerResponse) {
    const ofReader = (globalThis as Record<symbol, unknown>)[Symbol.for("vaulture.page-reader")];
    const asking = (ofReader as () => Record<string, string>)();
    asked.push({ headers: { ...request.headers }, asking });
    const { cookie = "" } = request.headers;
    const answer = await fetch(`${url}/api/v1${request.url}`, { headers: { cookie, ...asking } });
    response.writeHead(answer.status, { "retry-after": answer.headers.get("retry-after") ?? "" });
    response.end(await answer.text());
  },
  policy: () => "default-src 'none'",
  assets: new Map(),
  close: async () => undefined,
});

const open = async (environment: Record<string, string>) => {
  const server = await startTestServer({ environment, pages: pagesAt });
  const shop = await makeShop(server);
  return { server, shop, post: await writePublicPost(server, shop) };
};

async function writePublicPost(server: TestServer, shop: Shop): Promise<string> {
  const terms = { visibility: "free", isPublic: true, body: "Words", creatorId: shop.creatorId };
  const mediaFileIds = [await makeFile(server, shop, SOUND, "sound.mp3")];
  return (await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", { ...terms, mediaFileIds })).id;
}

/** How the trail tells of the newest view. */
async function lastView({ deps }: TestServer) {
  const { rows } = await deps.pool.query(
    "select address, data->>'country' as country, data->>'device' as device from events where type = 'view.created' order by id desc limit 1",
  );
  return rows[0];
}

describe("a page that asks behind a trusted proxy", () => {
  let server: TestServer;
  let post: string;
  let ann: Actor;
  beforeAll(async () => {
    ({ server, post } = await open({ TRUSTED_PROXIES: "loopback" }));
    ann = await server.signUp("ann");
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
  });

  const read = (who: Actor, address: string, headers: Record<string, string> = {}) =>
    who.fetch(`/posts/${post}`, { headers: { "x-forwarded-for": address, ...headers } });

  it("asks from where its reader is, on their device, whoever they are", async () => {
    expect((await read(ann, GERMANY, { "user-agent": PHONE })).status).toBe(200);
    expect(await lastView(server)).toEqual({
      address: "193.99.144.0/24",
      country: "DE",
      device: expect.stringMatching(/iPhone/),
    });
    expect((await read(server.visitor, NETHERLANDS)).status).toBe(200);
    expect(await lastView(server)).toMatchObject({ address: "193.0.6.0/24", country: "NL" });
  });

  it("keeps the word by which it is believed from its own request and answer", async () => {
    const answer = await read(server.visitor, GERMANY, { "x-page-reader": `a-guess ${NETHERLANDS}` });
    const secret = asked[0]!.asking["x-page-reader"]!.split(" ")[0]!;
    expect(secret.length).toBeGreaterThan(40);
    expect(asked[0]!.headers).not.toHaveProperty("x-page-reader");
    expect(JSON.stringify(asked[0]!.headers) + (await answer.text())).not.toContain(secret);
    expect([...answer.headers].join()).not.toContain(secret);
  });

  it("is not to be forged from outside, also past the proxy", async () => {
    await read(server.visitor, GERMANY);
    const [secret] = asked[0]!.asking["x-page-reader"]!.split(" ");
    const direct = { "x-page-reader": `${secret} ${NETHERLANDS}`, "x-forwarded-for": GERMANY };
    await ann.fetch(`/api/v1/posts/${post}`, { headers: direct });
    expect(await lastView(server)).toMatchObject({ country: "NL" });
    for (const said of [
      NETHERLANDS,
      ` ${NETHERLANDS}`,
      `undefined ${NETHERLANDS}`,
      `${secret!.slice(1)} ${NETHERLANDS}`,
      `${secret!.toLowerCase()} ${NETHERLANDS}`,
      `${secret} `,
    ]) {
      server.clock.advance(1000);
      const headers = { "x-page-reader": said, "x-forwarded-for": GERMANY };
      for (const path of [`/posts/${post}`, `/api/v1/posts/${post}`]) {
        expect((await ann.fetch(path, { headers })).status).toBe(200);
        expect(await lastView(server), said).toMatchObject({ address: "193.99.144.0/24", country: "DE" });
      }
    }
  });

  it("is limited by the block of its reader, and nobody else by theirs, without a query", async () => {
    server.clock.advance(61_000);
    await server.deps.pool.query("delete from rate_limits");
    expect((await read(server.visitor, GERMANY)).status).toBe(200);
    const now = server.clock.now();
    const spend = server.deps.pageReads.hit;
    for (let n = 1; n < LIMITS.reading.nearby; n++) await spend(`reading-nearby:${GERMANY}/32`, 60, now);
    const refused = await read(server.visitor, GERMANY);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await read(ann, GERMANY)).status).toBe(429);
    expect((await read(server.visitor, "193.99.144.81")).status).toBe(200);
    const { rows } = await server.deps.pool.query(
      "select key from rate_limits where key like 'reading-near%'",
    );
    expect(rows).toEqual([]);
    server.clock.advance(61_000);
    expect((await read(server.visitor, GERMANY)).status).toBe(200);
  });
});

describe("without a trusted proxy", () => {
  let server: TestServer;
  let post: string;
  beforeAll(async () => {
    ({ server, post } = await open({}));
  });
  afterAll(() => server.close());

  it("what a client says of its address changes nothing, for pages as for the API", async () => {
    const headers = { "x-forwarded-for": GERMANY, "x-page-reader": `a-guess ${GERMANY}` };
    for (const path of [`/posts/${post}`, `/api/v1/posts/${post}`]) {
      expect((await server.visitor.fetch(path, { headers })).status).toBe(200);
      expect(await lastView(server)).toMatchObject({ address: "127.0.0.0/24", country: null });
    }
  });

  it("those who come from one address share one limit", async () => {
    const [read, now] = [() => server.visitor.fetch(`/posts/${post}`), server.clock.now()];
    expect((await read()).status).toBe(200);
    for (let n = 0; n < LIMITS.reading.nearby; n++)
      await server.deps.pageReads.hit("reading-nearby:127.0.0.1/32", 60, now);
    expect((await read()).status).toBe(429);
  });
});
