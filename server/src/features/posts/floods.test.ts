import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import { watchEvents } from "../alerts/index.ts";

describe("a flood of readers", () => {
  let server: TestServer;
  let shop: Shop;
  beforeAll(async () => {
    server = await startTestServer({ environment: { TRUSTED_PROXIES: "loopback" } });
    shop = await makeShop(server);
  });
  afterAll(() => server.close());

  const write = async (terms: object) => {
    const sound = Buffer.concat([
      Buffer.from("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000"),
      Buffer.alloc(200),
    ]);
    const fileId = await makeFile(server, shop, sound, "sound.mp3");
    const made = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "Words",
      mediaFileIds: [fileId],
      ...terms,
    });
    return made.id;
  };
  const told = async (type: string, actorId: string | null) => {
    const { rows } = await server.deps.pool.query<{ rows: number; count: number }>(
      `select count(*)::int as rows, coalesce(sum(coalesce((data->>'count')::int, 1)), 0)::int as count
        from events where type = $1 and creator_id = $2 and actor_id is not distinct from $3`,
      [type, shop.creatorId, actorId],
    );
    return rows[0]!;
  };
  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
  const ask = async (who: Actor, path: string, times: number, address: string) => {
    const answers: number[] = [];
    for (let left = times; left > 0; left -= 20)
      answers.push(
        ...(await Promise.all(
          Array.from(
            { length: Math.min(20, left) },
            async () => (await who.fetch(path, from(address))).status,
          ),
        )),
      );
    return Map.groupBy(answers, (status) => status);
  };

  it("of a public post is a few lines of the trail, and all of it counted", async () => {
    const post = await write({ visibility: "free", isPublic: true });
    for (const path of [`/posts/${post}`, `/posts/${post}/card`, `/creators/${shop.handle}/posts`])
      expect([...(await ask(server.visitor, `/api/v1${path}`, 1, "198.51.100.7")).keys()]).toEqual([200]);
    expect(await told("view.created", null)).toEqual({ rows: 3, count: 3 });
    expect((await ask(server.visitor, `/api/v1/posts/${post}`, 253, "198.51.100.7")).get(200)).toHaveLength(
      253,
    );
    expect(await told("view.created", null)).toEqual({ rows: 35, count: 256 });
    // From elsewhere it is somebody else.
    await ask(server.visitor, `/api/v1/posts/${post}`, 1, "203.0.113.7");
    expect(await told("view.created", null)).toEqual({ rows: 36, count: 257 });
  });

  it("of refusals is counted, and still alarms", async () => {
    const post = await write({ visibility: "ppv", price: { amount: 500, currency: "usd" } });
    const fan = await server.signUp("fan");
    const path = `/api/v1/posts/${post}/media`;
    expect((await ask(fan, path, 128, "198.51.100.8")).get(403)).toHaveLength(128);
    expect(await told("access.denied", fan.userId)).toEqual({ rows: 34, count: 128 });
    await watchEvents(server.deps);
    const { rows } = await server.deps.pool.query("select rule, amount from alerts where user_id = $1", [
      fan.userId,
    ]);
    expect(rows).toEqual([{ rule: "many_refusals", amount: 128 }]);
    server.clock.advance(601_000);
    await ask(fan, path, 1, "198.51.100.8");
    expect(await told("access.denied", fan.userId)).toEqual({ rows: 35, count: 129 });
  });

  it("is held up, by who they are and by where they come from", async () => {
    const post = await write({ visibility: "free" });
    const [one, other] = [await server.signUp("one"), await server.signUp("other")];
    const path = `/api/v1/posts/${post}`;
    expect((await one.fetch(path, from("198.51.100.9"))).status).toBe(200);
    await server.deps.pool.query("update rate_limits set hits = hits + 600 where key like $1", [
      `reading:${one.userId}`,
    ]);
    expect((await one.fetch(path, from("198.51.100.9"))).status).toBe(429);
    expect((await other.fetch(path, from("198.51.100.9"))).status).toBe(200);
    await server.deps.pool.query(
      "update rate_limits set hits = hits + 3000 where key like 'reading-nearby:%'",
    );
    expect((await other.fetch(path, from("198.51.100.9"))).status).toBe(429);
    expect((await server.visitor.fetch(`${path}/card`, from("198.51.100.9"))).status).toBe(429);
    expect((await other.fetch(path, from("203.0.113.9"))).status).toBe(200);
  });
});
