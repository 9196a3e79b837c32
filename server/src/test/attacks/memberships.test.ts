import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../actors.ts";
import { startTestServer, type TestServer } from "../harness.ts";
import { makeFile, makeShop, pay, type Shop } from "../make.ts";

type Started = { subscriptionId: string; checkoutUrl: string };
type Membership = { status: string; open: boolean; openUntil: string | null };

describe("a membership", () => {
  let server: TestServer;
  let shop: Shop;
  let tierId: string;
  let postId: string;
  let fileId: string;

  beforeAll(async () => {
    server = await startTestServer({ worker: true, environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    const { owner, creatorId } = shop;
    const tier = { creatorId, name: "Silver", prices: [{ interval: "month", amount: 500, currency: "usd" }] };
    tierId = (await owner.json<{ id: string }>("POST", "/api/v1/tiers", tier)).id;
    const film = Buffer.concat([
      Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "latin1"),
      randomBytes(64),
    ]);
    fileId = await makeFile(server, shop, film, "members.mp4");
    const post = { creatorId, title: "Members", body: "The hidden text.", visibility: "subscribers" };
    postId = (await owner.json<{ id: string }>("POST", "/api/v1/posts", { ...post, mediaFileIds: [fileId] }))
      .id;
  });
  afterAll(() => server.close());

  const start = (who: Actor) =>
    who.json<Started>("POST", `/api/v1/creators/${shop.handle}/subscribe`, { tierId, interval: "month" });
  const stateOf = (who: Actor, id: string) =>
    who.json<Membership>("GET", `/api/v1/subscriptions/${id}?confirm=1`);
  const joined = async (who: Actor) => {
    const { subscriptionId, checkoutUrl } = await start(who);
    await pay(checkoutUrl);
    expect(await stateOf(who, subscriptionId)).toMatchObject({ status: "active", open: true });
    return subscriptionId;
  };
  /** All ways to what the tier opens. */
  const opens = async (who: Actor) => {
    const post = await who.json<{ locked: boolean; body: string | null }>("GET", `/api/v1/posts/${postId}`);
    const media = await who.fetch(`/api/v1/posts/${postId}/media`);
    const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    const view = await who.fetch(`/api/v1/files/${fileId}/views`, json);
    const list = await (await who.fetch(`/api/v1/creators/${shop.handle}/posts`)).text();
    const feed = await (await who.fetch("/api/v1/feed")).text();
    const told = `${post.body}${list}${feed}`.includes("The hidden text.");
    const all = [!post.locked, media.ok, view.ok, told];
    expect(new Set(all).size, `all ways agree: ${all}`).toBe(1);
    return all[0];
  };

  it("that was ordered and not paid opens nothing, whatever page is opened (A23, A53)", async () => {
    const bob = await server.signUp("bob");
    const { subscriptionId, checkoutUrl } = await start(bob);
    expect((await fetch(checkoutUrl)).status).toBe(200);
    for (const path of [
      `/api/v1/subscriptions/${subscriptionId}?confirm=1`,
      `/memberships/return?subscription=${subscriptionId}`,
      `/memberships/return?subscription=${subscriptionId}&session_id=cs_test_made_up&status=complete`,
    ])
      await (await bob.fetch(path)).text();
    await pay(checkoutUrl, "4000000000000002");
    expect(await stateOf(bob, subscriptionId)).toMatchObject({ status: "incomplete", open: false });
    expect(await opens(bob)).toBe(false);
    await bob.json("POST", `/api/v1/subscriptions/${subscriptionId}/resume`, {});
    expect(await opens(bob)).toBe(false);
    // The very same opens once it is paid.
    await pay(checkoutUrl);
    expect(await stateOf(bob, subscriptionId)).toMatchObject({ status: "active", open: true });
    expect(await opens(bob)).toBe(true);
  });

  it("of somebody else is one that does not exist, for every action (A4, A53)", async () => {
    const cleo = await server.signUp("cleo");
    const mallory = await server.signUp("mallory");
    const id = await joined(cleo);
    await joined(mallory);
    const json = { "content-type": "application/json" };
    const actions: [string, string, object?][] = [
      ["GET", ""],
      ["GET", "?confirm=1"],
      ["POST", "/cancel", {}],
      ["POST", "/resume", {}],
      ["POST", "/change", { tierId, interval: "month", price: { amount: 500, currency: "usd" } }],
    ];
    for (const [method, action, body] of actions) {
      const ask = async (of: string) => {
        const init = { method, ...(body && { headers: json, body: JSON.stringify(body) }) };
        const answer = await mallory.fetch(`/api/v1/subscriptions/${of}${action}`, init);
        const { requestId: _, ...told } = (await answer.json()) as Record<string, unknown>;
        return [answer.status, told];
      };
      const refused = await ask(id);
      expect(refused[0], action).toBe(404);
      expect(refused, action).toEqual(await ask(newId()));
    }
    expect(await stateOf(cleo, id)).toMatchObject({ status: "active", open: true });
    await cleo.json("POST", `/api/v1/subscriptions/${id}/cancel`, {});
  });

  it("that was cancelled opens until its period ends, and not a second longer (A22)", async () => {
    const dora = await server.signUp("dora");
    const id = await joined(dora);
    await dora.json("POST", `/api/v1/subscriptions/${id}/cancel`, {});
    const { openUntil } = await stateOf(dora, id);
    const { url } = await dora.json<{ url: string }>("POST", `/api/v1/files/${fileId}/views`, {});
    expect((await dora.fetch(url)).status).toBe(200);
    const left = Date.parse(openUntil!) - server.clock.now().getTime();
    server.clock.advance(left - 1000);
    await signIn(dora);
    expect(await opens(dora)).toBe(true);
    const late = await dora.json<{ url: string }>("POST", `/api/v1/files/${fileId}/views`, {});
    expect((await dora.fetch(late.url)).status).toBe(200);
    server.clock.advance(1000);
    expect(await opens(dora)).toBe(false);
    // Neither does the link that was made while it was open.
    const after = await dora.fetch(late.url);
    // Bob's membership is open at this moment; it is Dora's that counts.
    const { code } = (await after.json()) as { code: string };
    expect([after.status, code]).toEqual([403, "subscription_required"]);
    server.clock.advance(-left);
  });

  /** Sessions end before a month does. */
  async function signIn(who: Actor): Promise<void> {
    const answer = await server.visitor.fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: who.email, password: who.password }),
    });
    who.cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
  }
});
