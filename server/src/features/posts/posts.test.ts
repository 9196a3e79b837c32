import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSeconds } from "../../lib/clock.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import type { Post } from "./schemas.ts";

type Page = { items: Post[]; nextCursor: string | null };

describe("posts", () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    fan = await server.signUp("fan");
  });
  afterAll(() => server.close());

  const write = (more: object, who = shop.owner, expected = 201) =>
    who.json<{ id: string; status: string }>(
      "POST",
      "/api/v1/posts",
      { creatorId: shop.creatorId, body: "Words", visibility: "free", ...more },
      expected,
    );
  const change = (id: string, changes: object, expected = 200) =>
    shop.owner.json<{ id: string; status: string }>("PATCH", `/api/v1/posts/${id}`, changes, expected);
  const read = (id: string, who = fan, expected = 200) =>
    who.json<Post>("GET", `/api/v1/posts/${id}`, undefined, expected);

  it("are out at once, later, or not yet, and say so", async () => {
    expect((await write({})).status).toBe("published");
    const later = await write({ publishAt: addSeconds(server.clock.now(), 3600).toISOString() });
    expect(later.status).toBe("scheduled");
    await read(later.id, fan, 404);
    expect((await read(later.id, shop.owner)).status).toBe("scheduled");
    server.clock.advance(3600_000);
    expect((await read(later.id)).status).toBe("published");
    const draft = await write({ draft: true });
    expect(draft.status).toBe("draft");
    await read(draft.id, fan, 404);
    expect((await change(draft.id, { status: "published" })).status).toBe("published");
    await read(draft.id);
  });

  it("refuse terms that contradict each other, and say which field", async () => {
    const problem = async (more: object) => {
      const { errors } = (await write(more, shop.owner, 400)) as unknown as { errors: { field: string }[] };
      return errors[0]!.field;
    };
    await write({ visibility: "ppv", price: { amount: 500, currency: "usd" } });
    expect(await problem({ visibility: "ppv" })).toBe("price");
    expect(await problem({ visibility: "free", price: { amount: 500, currency: "usd" } })).toBe("price");
    expect(await problem({ visibility: "ppv", price: { amount: 1, currency: "usd" } })).toBe("price.amount");
    expect(await problem({ visibility: "subscribers", isPublic: true })).toBe("isPublic");
    expect(await problem({ visibility: "subscribers", tierId: shop.creatorId })).toBe("tierId");
    expect(await problem({ body: "" })).toBe("body");
    const other = await makeShop(server);
    const theirs = await makeFile(server, other, Buffer.from("theirs"));
    expect(await problem({ mediaFileIds: [theirs] })).toBe("mediaFileIds");
  });

  it("are changed and deleted by editors and owners alone", async () => {
    const { id } = await write({});
    await fan.json("PATCH", `/api/v1/posts/${id}`, { title: "Mine" }, 404);
    await fan.json("DELETE", `/api/v1/posts/${id}`, undefined, 404);
    await fan.json(
      "POST",
      "/api/v1/posts",
      { creatorId: shop.creatorId, body: "x", visibility: "free" },
      404,
    );
    await change(id, { title: "New title", visibility: "ppv", price: { amount: 700, currency: "usd" } });
    expect(await read(id)).toMatchObject({ title: "New title", locked: true, price: { amount: 700 } });
    await shop.owner.json("DELETE", `/api/v1/posts/${id}`, undefined, 204);
    await read(id, fan, 404);
    const { rows } = await server.deps.pool.query(
      "select type from events where subject_id = $1 order by id",
      [id],
    );
    expect(rows.map(({ type }) => type)).toEqual(["post.published", "post.updated", "post.deleted"]);
  });

  it("say what would open them", async () => {
    const { id: tierId } = await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
      creatorId: shop.creatorId,
      name: "Silver",
      prices: [
        { interval: "month", amount: 500, currency: "usd" },
        { interval: "year", amount: 5000, currency: "usd" },
      ],
    });
    const members = await write({ visibility: "subscribers", tierId });
    expect((await read(members.id)).offer).toEqual({
      kind: "subscribe",
      price: { amount: 500, currency: "usd" },
      interval: "month",
      tier: { id: tierId, name: "Silver", level: 1 },
    });
    const sold = await write({ visibility: "ppv", price: { amount: 900, currency: "eur" } });
    expect((await read(sold.id)).offer).toMatchObject({
      kind: "unlock",
      price: { amount: 900, currency: "eur" },
    });
    const free = await write({});
    const card = await server.visitor.json<Post>("GET", `/api/v1/posts/${free.id}/card`);
    expect(card).toMatchObject({
      locked: true,
      reason: "sign_in_required",
      offer: { kind: "sign_in" },
      body: null,
    });
    await read(free.id, server.visitor, 401);
  });

  it("come page by page, pinned ones first, each once, to the end", async () => {
    const other = await makeShop(server);
    const made: string[] = [];
    for (let n = 0; n < 7; n++) {
      server.clock.advance(1000);
      const { id } = await other.owner.json<{ id: string }>("POST", "/api/v1/posts", {
        creatorId: other.creatorId,
        body: `Number ${n}`,
        visibility: n % 2 ? "subscribers" : "free",
        tags: [n % 3 ? "news" : "notes"],
        pinned: n === 2,
      });
      made.unshift(id);
    }
    const all: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = await fan.json(
        "GET",
        `/api/v1/creators/${other.handle}/posts?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const pinned = made[4]!;
    expect(all).toEqual([pinned, ...made.filter((id) => id !== pinned)]);
    const news = await fan.json<Page>("GET", `/api/v1/creators/${other.handle}/posts?tag=news`);
    expect(news.items).toHaveLength(4);
    const forMembers = await server.visitor.json<Page>(
      "GET",
      `/api/v1/creators/${other.handle}/posts?visibility=subscribers`,
    );
    expect(forMembers.items.map(({ locked, body }) => [locked, body])).toEqual(Array(3).fill([true, null]));

    expect((await fan.json<Page>("GET", "/api/v1/feed")).items).toEqual([]);
    await server.deps.db
      .insertInto("follows")
      .values({ user_id: fan.userId, creator_id: other.creatorId, created_at: server.clock.now() })
      .execute();
    const first = await fan.json<Page>("GET", "/api/v1/feed?limit=4");
    const second = await fan.json<Page>("GET", `/api/v1/feed?limit=4&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
    await fan.json("GET", "/api/v1/feed?cursor=junk", undefined, 400);
  });
});
