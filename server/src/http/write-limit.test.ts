import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create } from "../features/files/upload-client.ts";
import type { Actor } from "../test/actors.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { makeProduct, makeShop, type Shop } from "../test/make.ts";
import { LIMITS } from "./limits.ts";

describe("what somebody writes", () => {
  let server: TestServer;
  let shop: Shop;
  let writes: [string, string, object][];
  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    const { creatorId, owner } = shop;
    const { productId, fileId } = await makeProduct(server, shop);
    const id = async (path: string, body: object) =>
      (await owner.json<{ id: string }>("POST", `/api/v1/${path}`, { creatorId, ...body })).id;
    const post = await id("posts", { title: "News", body: "Words.", visibility: "free", mediaFileIds: [] });
    const prices = [{ interval: "month", amount: 500, currency: "usd" }];
    const tier = await id("tiers", { name: "Silver", prices });
    writes = [
      ["PATCH", `creators/${shop.handle}`, { bio: "Another bio" }],
      ["PATCH", `products/${productId}`, { title: "Another title" }],
      ["PATCH", `posts/${post}`, { title: "Another title" }],
      ["PATCH", `tiers/${tier}`, { name: "Another name" }],
      ["PATCH", `files/${fileId}`, { name: "another.pdf" }],
      ["POST", `products/${productId}/unpublish`, {}],
    ];
  });
  afterAll(() => server.close());

  const send = (who: Actor, method: string, path: string, body: object) =>
    who.fetch(`/api/v1/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const spend = (who: Actor) =>
    server.deps.pool.query("update rate_limits set hits = $2 where key = $1", [
      `writes:${who.userId}`,
      LIMITS.writes.max,
    ]);
  const events = async () => (await server.deps.pool.query("select count(*) as n from events")).rows[0].n;

  it("is limited wherever it is written, leaves no line in the trail then, and goes on after a while", async () => {
    for (const [method, path, body] of writes)
      expect([path, (await send(shop.owner, method, path, body)).status]).toEqual([path, 200]);
    await spend(shop.owner);
    const before = await events();
    for (const [method, path, body] of writes) {
      const refused = await send(shop.owner, method, path, body);
      expect([path, refused.status]).toEqual([path, 429]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(await events()).toBe(before);
    server.clock.advance((LIMITS.writes.seconds + 1) * 1000);
    for (const [method, path, body] of writes.slice(0, 5))
      expect([path, (await send(shop.owner, method, path, body)).status]).toEqual([path, 200]);
  });

  it("holds up neither reading, nor links, nor uploads, nor anybody else", async () => {
    const owner = shop.owner;
    const [method, path, body] = writes[0]!;
    expect((await send(owner, method, path, body)).status).toBe(200);
    await spend(owner);
    expect((await send(owner, method, path, body)).status).toBe(429);
    expect((await owner.fetch(`/api/v1/${path}`)).status).toBe(200);
    const file = writes[4]![1];
    expect((await send(owner, "POST", `${file}/downloads`, {})).status).toBe(201);
    expect((await create(owner, { creatorId: shop.creatorId, size: 10 })).status).toBe(201);
    const other = await makeShop(server);
    const own = `creators/${other.handle}`;
    expect((await send(other.owner, "PATCH", own, { bio: "Mine" })).status).toBe(200);
  });
});
