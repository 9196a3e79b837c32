import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";

describe("the one door", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let purchaseId: string;
  let ann: Actor;

  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    product = await makeProduct(server, shop, {
      bytes: randomBytes(300_000),
      fileName: 'Ann\'s "guide" – 日本.pdf',
    });
    ann = await server.signUp("ann");
    purchaseId = await buy(ann, product.productId);
  });
  afterAll(() => server.close());

  const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
  const denials = async (reason: string) => {
    const { rows } = await server.deps.pool.query(
      "select count(*) as found from events where type = 'access.denied' and data->>'reason' = $1",
      [reason],
    );
    return rows[0].found as number;
  };

  it("delivers to the buyer by cookie, by token and by form", async () => {
    const { url } = await ticket(ann, product.fileId);
    const byCookie = await ann.fetch(url);
    expect(byCookie.status).toBe(200);
    expect(await bytesOf(byCookie)).toEqual(product.bytes);
    expect(Object.fromEntries(byCookie.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
      "content-length": "300000",
      "content-security-policy": "sandbox; default-src 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      etag: `"${product.sha256}"`,
    });
    expect(byCookie.headers.get("content-disposition")).toMatch(
      /^attachment; filename="[ -~]*"; filename\*=UTF-8''[!-~]*$/,
    );

    const token = await ann.token();
    const byToken = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(await bytesOf(byToken)).toEqual(product.bytes);
    const byForm = await fetch(url, {
      method: "POST",
      headers: { origin: "https://elsewhere.example" },
      body: new URLSearchParams({ auth_token: token }),
    });
    expect(await bytesOf(byForm)).toEqual(product.bytes);
  });

  it("answers ranges exactly", async () => {
    const { url } = await ticket(ann, product.fileId);
    const etag = `"${product.sha256}"`;
    const get = (headers: Record<string, string>) => ann.fetch(url, { headers });

    const middle = await get({ range: "bytes=1000-1999" });
    expect(middle.status).toBe(206);
    expect(middle.headers.get("content-range")).toBe("bytes 1000-1999/300000");
    expect(await bytesOf(middle)).toEqual(product.bytes.subarray(1000, 2000));
    expect(await bytesOf(await get({ range: "bytes=-5" }))).toEqual(product.bytes.subarray(-5));
    expect(await bytesOf(await get({ range: "bytes=5-", "if-range": etag }))).toEqual(
      product.bytes.subarray(5),
    );
    expect((await get({ range: "bytes=5-", "if-range": '"another"' })).status).toBe(200);

    const outside = await get({ range: "bytes=300000-" });
    expect(outside.status).toBe(416);
    expect(outside.headers.get("content-range")).toBe("bytes */300000");
    expect(await code(outside)).toBe("range_not_satisfiable");
  });

  it("closes to everybody else, and says so in the trail", async () => {
    const { url } = await ticket(ann, product.fileId);
    const bob = await server.signUp("bob");
    const before = await denials("wrong_viewer");
    expect((await ann.fetch(url)).status).toBe(200);

    const visitor = await server.visitor.fetch(url);
    expect(visitor.status).toBe(401);
    expect(await code(visitor)).toBe("sign_in_required");
    const stranger = await bob.fetch(url);
    expect(stranger.status).toBe(403);
    expect(await code(stranger)).toBe("wrong_viewer");
    const owner = await shop.owner.fetch(url);
    expect(await code(owner)).toBe("wrong_viewer");
    expect(await denials("wrong_viewer")).toBe(before + 2);
  });

  it("does not open to a link that was changed", async () => {
    const { url } = await ticket(ann, product.fileId);
    expect((await ann.fetch(url)).status).toBe(200);
    const at = url.lastIndexOf("/") + 1;
    for (const position of [at, at + 10, at + 40, url.length - 1]) {
      const other = url[position] === "A" ? "B" : "A";
      const answer = await ann.fetch(url.slice(0, position) + other + url.slice(position + 1));
      expect(await code(answer)).toBe("invalid_link");
    }
    for (const changed of [`${url}A`, url.slice(0, -1), `${url}=`, `${url}%00`]) {
      expect((await ann.fetch(changed)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it("wants a link started within its window, and then lets the same session resume for hours", async () => {
    const unused = await ticket(ann, product.fileId);
    const used = await ticket(ann, product.fileId);
    expect((await ann.fetch(used.url, { method: "HEAD" })).status).toBe(200);
    server.clock.advance(29_000);
    expect((await ann.fetch(used.url)).status).toBe(200);
    server.clock.advance(2_000);

    const late = await ann.fetch(unused.url);
    expect(late.status).toBe(410);
    expect(await code(late)).toBe("link_expired");
    expect((await ann.fetch(used.url, { headers: { range: "bytes=7-" } })).status).toBe(206);

    const elsewhere = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: ann.email, password: ann.password }),
    });
    const cookie = elsewhere.headers.getSetCookie()[0]!.split(";")[0]!;
    expect((await ann.fetch("/api/v1/me", { headers: { cookie } })).status).toBe(200);
    expect((await ann.fetch(used.url, { headers: { cookie } })).status).toBe(410);

    server.clock.advance(24 * 3600_000);
    expect((await ann.fetch(used.url)).status).toBe(410);
    server.clock.advance(-24 * 3600_000);
  });

  it("does not use a link up for looking", async () => {
    const { url } = await ticket(ann, product.fileId);
    const looked = await ann.fetch(url, { method: "HEAD" });
    expect(looked.headers.get("content-length")).toBe("300000");
    await server.visitor.fetch(url);
    const row = await server.deps.db
      .selectFrom("downloads")
      .select("started_at")
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(row.started_at).toBeNull();
    expect((await ann.fetch(url)).status).toBe(200);
  });

  it("lets thirty start at once as one download (A2)", async () => {
    const { id, url } = await ticket(ann, product.fileId);
    const answers = await Promise.all(Array.from({ length: 30 }, () => ann.fetch(url)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await Promise.all(answers.map(bytesOf));
    const rows = await server.deps.db
      .selectFrom("downloads")
      .select("started_at")
      .where("id", "=", id)
      .execute();
    expect(rows).toEqual([{ started_at: server.clock.now() }]);
  });

  it("sends a browser that was refused to a page with the next step", async () => {
    const { url } = await ticket(ann, product.fileId);
    const headers = { accept: "text/html,application/xhtml+xml" };
    expect((await ann.fetch(url, { headers })).status).toBe(200);
    const refused = await server.visitor.fetch(url, { headers });
    expect(refused.status).toBe(303);
    expect(refused.headers.get("location")).toBe("/denied?code=sign_in_required");
    const bea = await server.signUp("bea");
    expect((await bea.fetch(url, { headers })).headers.get("location")).toBe("/denied?code=wrong_viewer");
  });

  it("cuts a running download when the purchase is refunded, and refuses to resume it (A6)", async () => {
    const large = await makeProduct(server, shop, { bytes: Buffer.alloc(96 * 1024 * 1024, 7) });
    const cleo = await server.signUp("cleo");
    const id = await buy(cleo, large.productId);
    const link = await ticket(cleo, large.fileId);
    const slow = readSlowly(link.url, cleo.cookie);
    await slow.started;
    await shop.owner.json("POST", `/api/v1/purchases/${id}/refund`, {});
    const received = await slow.ended;
    expect(received).toBeLessThan(large.bytes.length);
    expect(await code(await cleo.fetch(link.url, { headers: { range: `bytes=${received}-` } }))).toBe(
      "access_ended",
    );
  });

  it("dies with the session", async () => {
    const dan = await server.signUp("dan");
    await buy(dan, product.productId);
    const link = await ticket(dan, product.fileId);
    const token = await dan.token();
    expect((await dan.fetch(link.url)).status).toBe(200);
    await dan.json("POST", "/api/auth/sign-out", {});
    expect((await dan.fetch(link.url)).status).toBe(401);
    const byToken = await fetch(link.url, { headers: { authorization: `Bearer ${token}` } });
    expect(byToken.status).toBe(401);
  });

  it("closes after a refund, for links already made too", async () => {
    const link = await ticket(ann, product.fileId);
    expect((await ann.fetch(link.url)).status).toBe(200);
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    const refused = await ann.fetch(link.url);
    expect(refused.status).toBe(403);
    expect(await code(refused)).toBe("access_ended");
    await expect(ticket(ann, product.fileId)).rejects.toThrow("access_ended");
  });

  it("counts the bytes it sent", async () => {
    const eve = await server.signUp("eve");
    await buy(eve, product.productId);
    const { id, url } = await ticket(eve, product.fileId);
    await bytesOf(await eve.fetch(url, { headers: { range: "bytes=0-99999" } }));
    await bytesOf(await eve.fetch(url, { headers: { range: "bytes=100000-" } }));
    const row = () =>
      server.deps.db
        .selectFrom("downloads")
        .select(["bytes_sent", "request_count", "completed_at"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
    await expect.poll(async () => (await row()).bytes_sent).toBe(300_000);
    expect(await row()).toMatchObject({ request_count: 2, completed_at: expect.any(Date) });
  });
});

/** A client that takes a little, then waits for the server to have its say before it takes the rest. */
function readSlowly(url: string, cookie: string): { started: Promise<void>; ended: Promise<number> } {
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number>();
  let received = 0;
  const request = httpRequest(url, { headers: { cookie } }, (response) => {
    response.on("data", (chunk: Buffer) => {
      received += chunk.length;
      response.pause();
      setTimeout(() => response.resume(), 30);
      started.resolve();
    });
    response.on("close", () => ended.resolve(received));
    response.on("error", () => undefined);
  });
  request.on("error", () => undefined);
  request.end();
  return { started: started.promise, ended: ended.promise };
}
