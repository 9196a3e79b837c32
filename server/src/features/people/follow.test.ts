import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";

type Page = { items: { id: string; handle: string; followers: number }[]; nextCursor: string | null };
type Profile = { followers: number; viewer: { follows: boolean; isMember: boolean } };

describe("following", () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    fan = await server.signUp("follower");
  });
  afterAll(() => server.close());

  const path = (of = shop) => `/api/v1/creators/${of.handle}`;
  const profile = (who: Actor, of = shop) => who.json<Profile>("GET", path(of));
  const follow = (who: Actor, of = shop, expected = 200) =>
    who.json<{ code?: string }>("PUT", `${path(of)}/follow`, undefined, expected);
  const unfollow = (who: Actor, of = shop) => who.json("DELETE", `${path(of)}/follow`);
  const eventsOf = async (of: Shop) => {
    const { rows } = await server.deps.pool.query<{ type: string; actor_id: string }>(
      "select type, actor_id from events where creator_id = $1 and type like 'creator.%followed' order by id",
      [of.creatorId],
    );
    return rows;
  };
  const write = (of: Shop, body: string) =>
    of.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: of.creatorId,
      body,
      visibility: "free",
    });
  const feed = async (who: Actor) =>
    (await who.json<{ items: { id: string }[] }>("GET", "/api/v1/feed")).items.map(({ id }) => id);

  it("counts once however often it is asked for, shows in the profile and fills the feed", async () => {
    const { id } = await write(shop, "Hello");
    expect(await profile(fan)).toMatchObject({ followers: 0, viewer: { follows: false, isMember: false } });
    expect(await feed(fan)).toEqual([]);
    await follow(fan);
    await follow(fan);
    expect(await profile(fan)).toMatchObject({ followers: 1, viewer: { follows: true, isMember: false } });
    expect(await profile(server.visitor)).toMatchObject({ followers: 1, viewer: { follows: false } });
    expect(await feed(fan)).toEqual([id]);
    await unfollow(fan);
    await unfollow(fan);
    expect(await profile(fan)).toMatchObject({ followers: 0, viewer: { follows: false } });
    expect(await feed(fan)).toEqual([]);
    expect(await eventsOf(shop)).toEqual([
      { type: "creator.followed", actor_id: fan.userId },
      { type: "creator.unfollowed", actor_id: fan.userId },
    ]);
  });

  it("is refused to whom the creator shut out, to its own people, and where there is nobody", async () => {
    const other = await makeShop(server);
    await follow(fan, other);
    await unfollow(fan, other);
    await server.deps.db
      .insertInto("fan_blocks")
      .values({ creator_id: other.creatorId, user_id: fan.userId, created_at: server.clock.now() })
      .execute();
    expect(await follow(fan, other, 403)).toMatchObject({ code: "blocked" });
    expect(await profile(fan, other)).toMatchObject({ followers: 0, viewer: { follows: false } });
    expect(await follow(shop.owner, shop, 409)).toMatchObject({ code: "wrong_state" });
    expect(await profile(shop.owner)).toMatchObject({ viewer: { isMember: true } });
    await server.visitor.json("PUT", `${path()}/follow`, undefined, 401);
    await fan.json("PUT", "/api/v1/creators/nobody_here/follow", undefined, 404);
    const suspended = await makeShop(server);
    await follow(fan, suspended);
    await unfollow(fan, suspended);
    await server.deps.db
      .updateTable("creators")
      .set({ suspended_at: server.clock.now() })
      .where("id", "=", suspended.creatorId)
      .execute();
    await follow(fan, suspended, 404);
  });

  it("is listed page by page, those followed last first, and suggests whoever posted and is not followed", async () => {
    const reader = await server.signUp("reader");
    const shops = [await makeShop(server), await makeShop(server), await makeShop(server)];
    for (const one of shops) {
      server.clock.advance(1000);
      await write(one, "News");
    }
    const suggested = async () =>
      (await reader.json<Page>("GET", "/api/v1/following/suggestions")).items.map(({ handle }) => handle);
    expect((await suggested()).slice(0, 3)).toEqual(shops.map(({ handle }) => handle).reverse());
    for (const one of shops) {
      server.clock.advance(1000);
      await follow(reader, one);
    }
    expect(await suggested()).not.toContain(shops[0]!.handle);
    const first = await reader.json<Page>("GET", "/api/v1/following?limit=2");
    const second = await reader.json<Page>("GET", `/api/v1/following?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ handle }) => handle)).toEqual(
      shops.map(({ handle }) => handle).reverse(),
    );
    expect(second.nextCursor).toBeNull();
    expect(Object.keys(first.items[0]!).sort()).toEqual(
      ["id", "handle", "displayName", "bio", "avatarUrl", "followers"].sort(),
    );
    await reader.json("GET", "/api/v1/following?cursor=junk", undefined, 400);
  });

  it("works as the plain form of a page, which leads back, or to signing in, and never off the site", async () => {
    const someone = await server.signUp("without scripts");
    const next = `/@${shop.handle}`;
    const form = (who: Actor, follow: "yes" | "no", { leads = next, origin = server.url } = {}) =>
      who.fetch(`${path()}/follow?${new URLSearchParams({ next: leads })}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", origin },
        body: new URLSearchParams({ follow }),
      });
    const answer = await form(someone, "yes");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, next]);
    expect((await profile(someone)).viewer.follows).toBe(true);
    await form(someone, "no");
    expect((await profile(someone)).viewer.follows).toBe(false);
    const visitor = await form(server.visitor, "yes");
    expect(visitor.headers.get("location")).toBe(`/sign-in?next=${encodeURIComponent(next)}`);
    const own = await form(shop.owner, "yes");
    expect(own.headers.get("location")).toBe(`${next}?problem=wrong_state`);
    expect((await form(someone, "yes", { leads: "//evil.example" })).status).toBe(400);
    expect((await form(someone, "yes", { origin: "https://evil.example" })).status).toBe(403);
    expect((await profile(someone)).viewer.follows).toBe(false);
  });
});
