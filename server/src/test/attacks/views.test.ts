import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sealViewTicket } from "../../lib/signing.ts";
import type { Actor } from "../actors.ts";
import { startTestServer, type TestServer } from "../harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop } from "../make.ts";

const film = () =>
  Buffer.concat([Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "latin1"), randomBytes(64)]);

describe("what is shown in a page, tried by its own viewer", () => {
  let server: TestServer;
  let shop: Shop;
  let ann: Actor;
  let product: ForSale;

  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    ann = await server.signUp("ann");
    product = await makeProduct(server, shop, { bytes: film() });
    await buy(ann, product.productId);
  });
  afterAll(() => server.close());

  const now = () => server.clock.now();
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const viewOf = async (who: Actor, fileId: string) =>
    (await who.json<{ url: string }>("POST", `/api/v1/files/${fileId}/views`, {})).url;
  /** A ticket that says whatever, under the installation's own keys: what comes after the signature has to hold alone. */
  const sealed = (says: { viewerId?: string; fileId?: string; variant?: number; expiresAt?: number }) =>
    `/api/v1/views/${sealViewTicket(server.deps.viewKeys, {
      viewId: newId(),
      viewerId: ann.userId,
      fileId: product.fileId,
      variant: 0,
      expiresAt: Math.floor(now().getTime() / 1000) + 600,
      ...says,
    })}`;

  it("a ticket of another form of the file does not open the original (A36)", async () => {
    expect((await ann.fetch(sealed({}))).status).toBe(200);
    for (const variant of [1, 2, 255, 65_535]) {
      const answer = await ann.fetch(sealed({ variant }));
      expect([answer.status, await codeOf(answer)]).toEqual([415, "not_viewable"]);
    }
  });

  it("a ticket for everybody opens what is open to everybody, and nothing that is sold (A36)", async () => {
    const everybody = "00000000-0000-0000-0000-000000000000";
    const fileId = await makeFile(server, shop, film(), "open.mp4");
    await shop.owner.json("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      title: "Open",
      body: "To everybody.",
      visibility: "free",
      isPublic: true,
      mediaFileIds: [fileId],
    });
    expect((await server.visitor.fetch(sealed({ viewerId: everybody, fileId }))).status).toBe(200);
    for (const who of [server.visitor, ann, shop.owner])
      expect((await who.fetch(sealed({ viewerId: everybody }))).status).toBeGreaterThanOrEqual(401);
  });

  it("after its time it opens by no method, range or form (A36)", async () => {
    const expiresAt = Math.floor(now().getTime() / 1000) + 60;
    const url = sealed({ expiresAt });
    const token = await ann.token();
    const ways: RequestInit[] = [
      {},
      { headers: { range: "bytes=0-9" } },
      { headers: { authorization: `Bearer ${token}` } },
      { method: "POST", body: new URLSearchParams({ auth_token: token }) },
    ];
    for (const way of ways) expect((await ann.fetch(url, way)).ok).toBe(true);
    server.clock.advance(60_000);
    for (const way of ways) expect(await codeOf(await ann.fetch(url, way))).toBe("link_expired");
    expect((await ann.fetch(url, { method: "HEAD" })).status).toBe(410);
    server.clock.advance(-60_000);
  });

  it("of a post closes with a block, an archive and other terms, for links already made too (A37)", async () => {
    const fan = await server.signUp("fan");
    const bytes = film();
    const fileId = await makeFile(server, shop, bytes, "post.mp4");
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      title: "For fans",
      body: "Text.",
      visibility: "free",
      mediaFileIds: [fileId],
    });
    const url = await viewOf(fan, fileId);
    const opens = async () => {
      const answer = await fan.fetch(url);
      await answer.arrayBuffer();
      return answer.status;
    };
    const terms = (changes: object) => shop.owner.json("PATCH", `/api/v1/posts/${id}`, changes);
    const block = { creator_id: shop.creatorId, user_id: fan.userId, created_at: now() };

    expect(await opens()).toBe(200);
    await server.deps.db.insertInto("fan_blocks").values(block).execute();
    expect(await opens()).toBe(404);
    await server.deps.db.deleteFrom("fan_blocks").where("user_id", "=", fan.userId).execute();
    expect(await opens()).toBe(200);

    await terms({ status: "archived" });
    expect(await opens()).toBe(404);
    await terms({ status: "published" });
    expect(await opens()).toBe(200);

    await terms({ publishAt: new Date(now().getTime() + 3600_000).toISOString() });
    expect(await opens()).toBe(404);
    server.clock.advance(3600_000);
    expect(await codeOf(await fan.fetch(url))).toBe("link_expired");
    expect((await fan.fetch(await viewOf(fan, fileId))).status).toBe(200);
    server.clock.advance(-3600_000);

    await terms({ visibility: "ppv", price: { amount: 500, currency: "usd" } });
    expect([403, 404]).toContain(await opens());
  });
});
