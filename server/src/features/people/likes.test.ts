import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, pay, type Shop } from "../../test/make.ts";
import { saidAt, whileBlocking } from "./said.fixture.ts";

describe("likes", () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  let at: ReturnType<typeof saidAt>;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    fan = await server.signUp("liker");
    at = saidAt(server, shop);
  });
  afterAll(() => server.close());

  const like = (who: Actor, id: string, expected = 200) =>
    who.json<{ code?: string }>("PUT", `/api/v1/posts/${id}/like`, undefined, expected);
  const unlike = (who: Actor, id: string, expected = 200) =>
    who.json("DELETE", `/api/v1/posts/${id}/like`, undefined, expected);
  const card = (who: Actor, id: string) =>
    who.json<{ liked: boolean; likes: number }>("GET", `/api/v1/posts/${id}/card`);

  it("count once for each person, and are taken back", async () => {
    const id = await at.write();
    expect(await like(fan, id)).toEqual({ liked: true, likes: 1 });
    expect(await like(fan, id)).toEqual({ liked: true, likes: 1 });
    expect(await like(shop.owner, id)).toEqual({ liked: true, likes: 2 });
    expect(await card(fan, id)).toMatchObject({ liked: true, likes: 2 });
    expect(await card(server.visitor, id)).toMatchObject({ liked: false, likes: 2 });
    expect(await unlike(fan, id)).toEqual({ liked: false, likes: 1 });
    expect(await unlike(fan, id)).toEqual({ liked: false, likes: 1 });
    expect(await at.events(id)).toEqual(["post.published", "post.liked", "post.liked", "post.unliked"]);
  });

  it("are for whoever may read the post, with the same answers as its media", async () => {
    const open = await at.write();
    await like(fan, open);
    await like(server.visitor, open, 401);
    const members = await at.write({ visibility: "subscribers" });
    expect(await like(fan, members, 403)).toMatchObject({ code: "subscription_required" });
    const sold = await at.write({ visibility: "ppv", price: { amount: 500, currency: "usd" } });
    expect(await like(fan, sold, 403)).toMatchObject({ code: "purchase_required" });
    const draft = await at.write({ draft: true });
    await like(shop.owner, draft);
    await like(fan, draft, 404);
    await unlike(fan, draft, 404);
    await shop.owner.json("PATCH", `/api/v1/posts/${open}`, { visibility: "subscribers" });
    expect(await like(fan, open, 403)).toMatchObject({ code: "subscription_required" });
    expect(await unlike(fan, open)).toEqual({ liked: false, likes: 0 });
    await unlike(fan, open, 403);
  });

  it("are refused to whom the creator shut out, also under what they bought", async () => {
    const buyer = await server.signUp("shut out liker");
    const post = await at.write({ visibility: "ppv", price: { amount: 500, currency: "usd" } });
    const { checkoutUrl, purchaseId } = await buyer.json<{ checkoutUrl: string; purchaseId: string }>(
      "POST",
      "/api/v1/unlock",
      { postId: post },
    );
    await pay(checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
    await like(buyer, post);
    await unlike(buyer, post);
    await at.block(buyer);
    await buyer.json("GET", `/api/v1/posts/${post}/media`);
    expect(await like(buyer, post, 403)).toMatchObject({ code: "blocked" });
  });

  it("wait for a block that is just being made, and are refused by it", async () => {
    const [late, id] = [await server.signUp("Late liker"), await at.write()];
    const answer = await whileBlocking(server, shop, late, () => like(late, id, 403));
    expect(answer.code).toBe("blocked");
    expect(await card(server.visitor, id)).toMatchObject({ likes: 0 });
  });

  it("work as the plain form of a page", async () => {
    const id = await at.write();
    const form = (who: Actor, like: string) =>
      who.fetch(`/api/v1/posts/${id}/like?next=${encodeURIComponent(`/posts/${id}`)}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ like }),
      });
    const answer = await form(fan, "yes");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/posts/${id}`]);
    expect(await card(fan, id)).toMatchObject({ liked: true });
    await form(fan, "no");
    expect(await card(fan, id)).toMatchObject({ liked: false });
    expect((await form(server.visitor, "yes")).headers.get("location")).toBe(
      `/sign-in?next=${encodeURIComponent(`/posts/${id}`)}`,
    );
  });
});
