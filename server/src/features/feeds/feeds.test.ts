import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import { block, DAY, makeTier, publish, subscribe } from "../notifications/audience.fixture.ts";

const JSON_BODY = { "content-type": "application/json" };
const WAITING = "select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))";

describe("feeds of posts", () => {
  let server: TestServer;
  let shop: Shop;
  let tierId: string;
  const posts: Record<string, string> = {};
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server, "writer");
    tierId = await makeTier(shop);
    const [, gold] = [tierId, await makeHigherTier()];
    const write = async (name: string, more: object) => {
      posts[name] = await publish(shop, {
        title: `A ${name} post`,
        body: `The ${name}words.`,
        teaser: `The ${name}teaser`,
        ...more,
      });
    };
    const png = Buffer.from("\x89PNG\r\n\x1a\n some picture", "latin1");
    const mediaFileIds = [await makeFile(server, shop, png, "picture.png")];
    await write("public", { visibility: "free", isPublic: true });
    await write("free", { visibility: "free" });
    await write("members", { visibility: "subscribers", mediaFileIds });
    await write("gold", { visibility: "subscribers", tierId: gold });
    await write("sold", { visibility: "ppv", price: { amount: 500, currency: "usd" } });
    await write("draft", { visibility: "free", isPublic: true, draft: true });
    const publishAt = new Date(server.clock.now().getTime() + DAY * 1000).toISOString();
    await write("scheduled", { visibility: "free", isPublic: true, publishAt });
  });
  afterAll(() => server.close());

  async function makeHigherTier() {
    const prices = [{ interval: "month", amount: 1000, currency: "usd" }];
    const body = { creatorId: shop.creatorId, name: "Gold", prices };
    return (await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", body)).id;
  }
  const member = async (name: string) => {
    const who = await server.signUp(name);
    return { who, subscriptionId: await subscribe(server, who, shop, tierId) };
  };
  const path = () => `/api/v1/creators/${shop.handle}/feed-link`;
  const makeLink = async (who: Actor) => (await who.json<{ url: string }>("POST", path(), {})).url;
  /** As a feed reader, which has no cookies. */
  const read = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  /** Whose words a feed tells: of each post its text, its teaser alone, or nothing. */
  const told = (text: string) =>
    Object.fromEntries(
      Object.keys(posts).map((name) => [
        name,
        text.includes(`The ${name}words.`)
          ? "text"
          : text.includes(`The ${name}teaser`)
            ? "teaser"
            : "nothing",
      ]),
    );
  const unseen = { draft: "nothing", scheduled: "nothing" };

  it("the public one holds what everybody may read, and names nothing else (A28, A62)", async () => {
    const { status, text, headers } = await read(`${server.url}/@${shop.handle}/posts.xml`);
    expect([status, headers.get("content-type")]).toEqual([200, "application/atom+xml; charset=utf-8"]);
    expect(told(text)).toEqual({
      public: "text",
      free: "nothing",
      members: "nothing",
      gold: "nothing",
      sold: "nothing",
      ...unseen,
    });
    expect(text.match(/<entry>/g)).toHaveLength(1);
    for (const handle of ["nobody_here", shop.handle.toUpperCase()])
      expect((await read(`${server.url}/@${handle}/posts.xml`)).status, handle).toBe(404);
  });

  it("a member's holds what they may read at that moment, without media (A62)", async () => {
    const { who } = await member("Ann");
    const url = await makeLink(who);
    const { status, text, headers } = await read(url);
    expect([status, headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    const opened = { public: "text", free: "text", members: "text", ...unseen };
    expect(told(text)).toEqual({ ...opened, gold: "teaser", sold: "teaser" });
    expect(text, "its address is in it nowhere").not.toContain(url.split("/").at(-1)!);
    expect(text).not.toMatch(/\/api\/|files\/|views\/|enclosure|picture\.png/);
    await shop.owner.json("PATCH", `/api/v1/posts/${posts.free}`, { status: "archived" });
    expect(told((await read(url)).text).free).toBe("nothing");
    await shop.owner.json("PATCH", `/api/v1/posts/${posts.free}`, { status: "published" });
    expect(told((await read(url)).text).free).toBe("text");
  });

  it("is made by members alone, and told once", async () => {
    const { who } = await member("Bea");
    const stranger = await server.signUp("Stranger");
    expect(await who.json("GET", path())).toEqual({ createdAt: null });
    const url = await makeLink(who);
    expect(await who.json("GET", path())).toEqual({ createdAt: server.clock.now().toISOString() });
    const { rows } = await server.deps.pool.query("select to_jsonb(l)::text as row from feed_links l");
    expect(JSON.stringify(rows), "only a digest is kept").not.toContain(url.split("/").at(-1)!);
    const refused = await stranger.json<{ code: string }>("POST", path(), {}, 403);
    expect(refused.code).toBe("subscription_required");
    await server.visitor.json("POST", path(), {}, 401);
  });

  it("dies when it is renewed or ended, and never was anything else than it is (A64)", async () => {
    const { who } = await member("Cem");
    const first = await makeLink(who);
    expect((await read(first)).status).toBe(200);
    const second = await makeLink(who);
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    const token = second.split("/").at(-1)!;
    for (const other of [
      token.slice(0, -1),
      `${token}A`,
      token.toLowerCase(),
      `${token}.xml`,
      "x".repeat(43),
    ])
      expect((await read(`${server.url}/feeds/${other}`)).status, other).toBe(404);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${server.url}/api/v1/me`, { headers })).status, "no key to the account").toBe(401);
    await who.json("DELETE", path(), undefined, 204);
    expect((await read(second)).status).toBe(404);
  });

  it("dies with a new password, with signing out everywhere and with a suspension, and stays so (A64)", async () => {
    const operator = await server.signUpOperator("Operator");
    const reason = { reason: "Test" };
    const endings: Record<string, (who: Actor) => Promise<unknown>> = {
      "a changed password": (who) =>
        who.json("POST", "/api/auth/change-password", {
          currentPassword: who.password,
          newPassword: "a changed password",
        }),
      "a password by mail": async (who) => {
        await server.visitor.json("POST", "/api/auth/request-password-reset", { email: who.email });
        const { text_body: mail } = await server.deps.db
          .selectFrom("mails")
          .select("text_body")
          .where("user_id", "=", who.userId)
          .where("kind", "=", "reset_password")
          .executeTakeFirstOrThrow();
        const token = /token=(\S+)/.exec(mail)![1]!;
        await server.visitor.json("POST", "/api/auth/reset-password", {
          token,
          newPassword: "a new password",
        });
      },
      "signing out elsewhere, though nobody is signed in there": (who) =>
        who.json("POST", "/api/v1/me/sessions/end-others", {}),
      "an operator who signs them out": (who) =>
        operator.json("POST", `/api/v1/operations/users/${who.userId}/sign-out`, reason),
      "a suspension that is lifted": async (who) => {
        await operator.json("POST", `/api/v1/operations/users/${who.userId}/suspend`, reason);
        await operator.json("POST", `/api/v1/operations/users/${who.userId}/restore`, reason);
      },
    };
    for (const [number, [ending, happen]] of Object.entries(endings).entries()) {
      const { who } = await member(`Ender ${number}`);
      const url = await makeLink(who);
      expect((await read(url)).status, ending).toBe(200);
      await happen(who);
      expect((await read(url)).status, ending).toBe(404);
    }
  });

  it("lives when one session ends, and dies with one that is made while its person is signed out (A64)", async () => {
    const { who } = await member("Eve");
    const url = await makeLink(who);
    const signIn = () =>
      server.visitor.json("POST", "/api/auth/sign-in/email", { email: who.email, password: who.password });
    await signIn();
    const { items } = await who.json<{ items: { id: string; isThis: boolean }[] }>(
      "GET",
      "/api/v1/me/sessions",
    );
    expect(items).toHaveLength(2);
    await who.json(
      "DELETE",
      `/api/v1/me/sessions/${items.find(({ isThis }) => !isThis)!.id}`,
      undefined,
      204,
    );
    expect((await read(url)).status).toBe(200);

    const { db, pool } = server.deps;
    const { making } = await db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`
        select pg_backend_pid() as pid from users where id = ${who.userId} for update`.execute(trx);
      const making = who.fetch(path(), { method: "POST", body: "{}", headers: JSON_BODY });
      let through = false;
      making.finally(() => {
        through = true;
      });
      for (let waits = false; !waits && !through; )
        waits = (await pool.query(WAITING, [rows[0]!.pid])).rows.length > 0;
      await trx.deleteFrom("sessions").where("user_id", "=", who.userId).execute();
      const signed_out_at = server.clock.now();
      await trx.updateTable("users").set({ signed_out_at }).where("id", "=", who.userId).execute();
      return { making };
    });
    expect((await making).status).toBe(401);
    expect(await db.selectFrom("feed_links").selectAll().where("user_id", "=", who.userId).execute()).toEqual(
      [],
    );
  });

  it("dies with the membership, and with what else closes it (A64)", async () => {
    const now = () => server.clock.now();
    const endings: Record<string, (fan: { who: Actor; subscriptionId: string }) => Promise<unknown>> = {
      "the period's end": async ({ subscriptionId }) =>
        server.deps.db
          .updateTable("subscriptions")
          .set({ open_until: now() })
          .where("id", "=", subscriptionId)
          .execute(),
      "a block": ({ who }) => block(server, who, shop),
      "a suspended account": ({ who }) =>
        server.deps.db
          .updateTable("users")
          .set({ suspended_at: now(), suspended_reason: "Test" })
          .where("id", "=", who.userId)
          .execute(),
      "a deleted account": ({ who }) =>
        who.json("POST", "/api/v1/me/delete", { password: who.password, confirm: "delete" }),
      "a suspended creator": () =>
        server.deps.db
          .updateTable("creators")
          .set({ suspended_at: now(), suspended_reason: "Test" })
          .where("id", "=", shop.creatorId)
          .execute(),
    };
    for (const [ending, happen] of Object.entries(endings)) {
      const fan = await member(ending.replace(/[^a-z ]/g, ""));
      const url = await makeLink(fan.who);
      expect((await read(url)).status, ending).toBe(200);
      await happen(fan);
      const { status, text } = await read(url);
      expect(status, ending).toBe(404);
      expect(text, ending).not.toContain("words");
    }
    expect((await read(`${server.url}/@${shop.handle}/posts.xml`)).status).toBe(404);
  });
});
