import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, pay, type Shop } from "../../test/make.ts";
import { readMedia } from "../media/index.ts";
import type { Post } from "./schemas.ts";

const DAY = 86_400;
const TERMS = {
  free: { visibility: "free" },
  public: { visibility: "free", isPublic: true },
  members: { visibility: "subscribers" },
  gold: { visibility: "subscribers", tier: 1 },
  ppv: { visibility: "ppv", price: { amount: 500, currency: "usd" } },
} as const;
type Kind = keyof typeof TERMS;
const STATES = ["published", "scheduled", "draft", "archived", "removed"] as const;
type State = (typeof STATES)[number];
type Made = {
  id: string;
  fileId: string;
  kind: Kind;
  state: State;
  secret: string;
  bytes: Buffer;
  suspended: boolean;
};

/** What of a viewer's matters; everything else about them must not. */
type Viewer = {
  is: "visitor" | "user" | "staff" | "analyst";
  level?: number;
  bought?: "open" | "refunded" | "revoked";
  blocked?: boolean;
};
const VIEWERS: Record<string, Viewer> = {
  "a visitor": { is: "visitor" },
  "a stranger": { is: "user" },
  "a follower": { is: "user" },
  "a member": { is: "user", level: 1 },
  "a member on trial": { is: "user", level: 1 },
  "a member of the higher tier": { is: "user", level: 2 },
  "a member who has cancelled": { is: "user", level: 2 },
  "a member in the grace after a failed payment": { is: "user", level: 1 },
  "a member whose first payment failed": { is: "user" },
  "a member whose grace is over": { is: "user" },
  "a member who cancelled, a second after the period's end": { is: "user" },
  "a former member": { is: "user" },
  "a member whose payment was given back": { is: "user" },
  "a member of another creator": { is: "user" },
  "a buyer": { is: "user", bought: "open" },
  "a buyer whose money went back": { is: "user", bought: "refunded" },
  "a buyer whose access was taken back": { is: "user", bought: "revoked" },
  "somebody shut out": { is: "user", blocked: true },
  "a shut-out buyer": { is: "user", bought: "open", blocked: true },
  "a shut-out member": { is: "user", level: 1, blocked: true },
  "an analyst": { is: "analyst" },
  "an editor": { is: "staff" },
  "the owner": { is: "staff" },
  "another creator": { is: "user" },
  "an operator": { is: "user" },
};

/** The rules once more, written as the specification says them; null: open. */
function expected(viewer: Viewer, { kind, state, suspended }: Made): number | "locked" | null {
  if (viewer.is === "staff") return null;
  if (suspended) return 404;
  if (kind === "ppv" && viewer.bought === "open" && (state === "published" || state === "archived"))
    return null;
  if (state !== "published") return 404;
  const member = (viewer.level ?? 0) >= (kind === "gold" ? 2 : 1);
  if (viewer.blocked) return member && (kind === "members" || kind === "gold") ? null : 404;
  if (kind === "public") return null;
  if (viewer.is === "visitor") return 401;
  if (kind === "free") return null;
  if (kind === "ppv") return "locked";
  return member ? null : "locked";
}

describe("who may have what is in a post (A8, A22, A28)", { timeout: 240_000 }, () => {
  let server: TestServer;
  const people = new Map<string, Actor>();
  const posts: Made[] = [];

  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    for (const name of Object.keys(VIEWERS)) {
      if (name === "the owner") continue;
      if (name === "a visitor") people.set(name, server.visitor);
      else if (name === "an operator") people.set(name, await server.signUpOperator(name));
      else people.set(name, await server.signUp(name.replace(/[^a-z ]/g, "")));
    }
    const other = await makeShop(server, "other");
    const shop = await makeShop(server, "shop");
    const closed = await makeShop(server, "closed");
    people.set("the owner", shop.owner);
    people.set("another creator", other.owner);
    const tiersOf = new Map<string, string[]>();
    // Bytes are compared here; marks have a test of their own (media/watermark.test.ts).
    await server.deps.db.updateTable("creators").set({ watermark: "off" }).execute();
    for (const each of [shop, closed, other]) {
      tiersOf.set(each.creatorId, await makeTiers(each));
      await admit(each, tiersOf.get(each.creatorId)!, each === other);
    }
    for (const each of [shop, closed])
      for (const kind of Object.keys(TERMS) as Kind[])
        for (const state of STATES)
          posts.push(await makePost(each, tiersOf.get(each.creatorId)!, kind, state));
    for (const each of [shop, closed])
      await server.deps.db
        .insertInto("fan_blocks")
        .values({
          creator_id: each.creatorId,
          user_id: idOf("a shut-out buyer"),
          created_at: server.clock.now(),
        })
        .execute();
    // Staff of one creator is nobody at the other; the owner of the closed one owns its posts too.
    await server.deps.db
      .insertInto("creator_members")
      .values({
        creator_id: closed.creatorId,
        user_id: shop.owner.userId,
        role: "owner",
        created_at: server.clock.now(),
      })
      .execute();
    await server.deps.db
      .updateTable("creators")
      .set({ suspended_at: server.clock.now(), suspended_reason: "Test" })
      .where("id", "=", closed.creatorId)
      .execute();
  }, 240_000);
  afterAll(() => server.close());

  const idOf = (name: string) => people.get(name)!.userId;

  async function makeTiers(shop: Shop): Promise<string[]> {
    const ids: string[] = [];
    for (const [n, name] of ["Silver", "Gold"].entries()) {
      const prices = [{ interval: "month", amount: 500 * (n + 1), currency: "usd" }];
      const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
        creatorId: shop.creatorId,
        name,
        prices,
      });
      ids.push(id);
    }
    return ids;
  }

  /** Puts everybody in their place at a creator. */
  async function admit(shop: Shop, tiers: string[], elsewhere: boolean): Promise<void> {
    const now = server.clock.now();
    const subscribe = async (
      name: string,
      tier: number,
      status: string,
      openFor: number,
      more: object = {},
    ) => {
      const id = newId();
      await server.deps.db
        .insertInto("subscriptions")
        .values({
          id,
          user_id: idOf(name),
          creator_id: shop.creatorId,
          tier_id: tiers[tier]!,
          interval: "month",
          price_amount: 500,
          price_currency: "usd",
          status: status as "active",
          paid_until: addSeconds(now, openFor),
          open_until: addSeconds(now, openFor),
          started_at: addSeconds(now, -90 * DAY),
          created_at: addSeconds(now, -90 * DAY),
          updated_at: now,
          ...more,
        })
        .execute();
      return id;
    };
    const pay = async (name: string, subscription: string, tier: number, more: object = {}) => {
      const id = newId();
      await server.deps.db
        .insertInto("purchases")
        .values({
          id,
          buyer_id: idOf(name),
          tier_id: tiers[tier]!,
          subscription_id: subscription,
          creator_id: shop.creatorId,
          status: "completed",
          price_amount: 500,
          price_currency: "usd",
          fee_amount: 0,
          provider: "stripe",
          period_ends_at: addSeconds(now, 20 * DAY),
          completed_at: addSeconds(now, -10 * DAY),
          created_at: addSeconds(now, -10 * DAY),
          updated_at: now,
          ...more,
        })
        .execute();
      return id;
    };
    if (elsewhere) {
      await subscribe("a member of another creator", 1, "active", 20 * DAY);
      return;
    }
    await subscribe("a member", 0, "active", 20 * DAY);
    await subscribe("a member on trial", 0, "trialing", 5 * DAY);
    await subscribe("a member of the higher tier", 1, "active", 20 * DAY);
    await subscribe("a member who has cancelled", 1, "cancelled", DAY, { cancel_at_period_end: true });
    const lapsed = { paid_until: addSeconds(now, -2 * DAY) };
    await pay(
      "a member in the grace after a failed payment",
      await subscribe("a member in the grace after a failed payment", 0, "past_due", DAY, lapsed),
      0,
      { period_ends_at: lapsed.paid_until },
    );
    await subscribe("a member whose first payment failed", 0, "past_due", -2 * DAY);
    await subscribe("a member whose grace is over", 0, "past_due", -1, {
      paid_until: addSeconds(now, -4 * DAY),
    });
    await subscribe("a member who cancelled, a second after the period's end", 1, "cancelled", -1, {
      cancel_at_period_end: true,
    });
    await subscribe("a former member", 1, "expired", -30 * DAY, { ended_at: addSeconds(now, -30 * DAY) });
    const givenBack = await subscribe("a member whose payment was given back", 1, "active", 20 * DAY);
    const paymentId = await pay("a member whose payment was given back", givenBack, 1, {
      status: "refunded",
      access_ended_at: addSeconds(now, -DAY),
      access_ended_reason: "refunded",
    });
    await server.deps.db
      .insertInto("refunds")
      .values({
        id: `re_${paymentId}`,
        purchase_id: paymentId,
        amount: 500,
        status: "succeeded",
        ends_access: true,
        created_at: now,
        updated_at: now,
      })
      .execute();
    for (const [name, role] of [
      ["an analyst", "analyst"],
      ["an editor", "editor"],
    ] as const)
      await server.deps.db
        .insertInto("creator_members")
        .values({ creator_id: shop.creatorId, user_id: idOf(name), role, created_at: now })
        .execute();
    await server.deps.db
      .insertInto("follows")
      .values({ creator_id: shop.creatorId, user_id: idOf("a follower"), created_at: now })
      .execute();
    await subscribe("a shut-out member", 0, "cancelled", 20 * DAY, { cancel_at_period_end: true });
    for (const name of ["somebody shut out", "a shut-out member"])
      await server.deps.db
        .insertInto("fan_blocks")
        .values({ creator_id: shop.creatorId, user_id: idOf(name), created_at: now })
        .execute();
  }

  async function makePost(shop: Shop, tiers: string[], kind: Kind, state: State): Promise<Made> {
    const secret = `secret${randomBytes(6).toString("hex")}`;
    const bytes = Buffer.concat([Buffer.from("ID3\x04\0\0", "latin1"), randomBytes(64)]);
    const fileId = await makeFile(server, shop, bytes, `${secret}.mp3`);
    const { tier, ...terms } = { tier: undefined, ...TERMS[kind] } as { tier?: number };
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      title: `${kind} ${state}`,
      body: `This is the ${secret}.`,
      teaser: "A look.",
      mediaFileIds: [fileId],
      ...terms,
      ...(tier !== undefined && { tierId: tiers[tier] }),
    });
    if (kind === "ppv") await sell(shop, id);
    // What was sold can no longer be put off or made a draft; rows of before may say so.
    const set = (columns: { status?: "draft"; published_at?: Date }) =>
      server.deps.db.updateTable("posts").set(columns).where("id", "=", id).execute();
    if (state === "scheduled") await set({ published_at: addSeconds(server.clock.now(), DAY) });
    if (state === "draft") await set({ status: "draft" });
    if (state === "archived") await shop.owner.json("PATCH", `/api/v1/posts/${id}`, { status: "archived" });
    if (state === "removed")
      await server.deps.db
        .updateTable("posts")
        .set({
          status: "removed",
          removed_at: server.clock.now(),
          removed_reason: "Test",
          removed_from: "published",
        })
        .where("id", "=", id)
        .execute();
    // It is no picture, whatever it begins with: noted, and shown as it is.
    await readMedia(server.deps, { fileId });
    return { id, fileId, kind, state, secret, bytes, suspended: shop.handle === "shop_closed" };
  }

  /** Through the real checkout, and what became of it through the real doors. */
  async function sell(shop: Shop, postId: string): Promise<void> {
    for (const [name, { bought }] of Object.entries(VIEWERS)) {
      if (!bought) continue;
      const buyer = people.get(name)!;
      const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/unlock", {
        postId,
      });
      await pay(order.checkoutUrl);
      await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
      const url = `/api/v1/purchases/${order.purchaseId}`;
      if (bought === "refunded") await shop.owner.json("POST", `${url}/refund`, {});
      if (bought === "revoked") await shop.owner.json("POST", `${url}/revoke`, { reason: "Test" });
    }
  }

  it.each(Object.entries(VIEWERS))("%s", async (name, viewer) => {
    const who = people.get(name)!;
    let open = 0;
    for (const made of posts) {
      const should = expected(viewer, made);
      const label = `${name}: ${made.kind} ${made.state}${made.suspended ? " suspended" : ""}`;
      const answer = await who.fetch(`/api/v1/posts/${made.id}`);
      const text = await answer.text();
      expect(answer.status, label).toBe(typeof should === "number" ? should : 200);
      const media = await who.fetch(`/api/v1/posts/${made.id}/media`);
      expect(media.status, label).toBe(typeof should === "number" ? should : should === "locked" ? 403 : 200);
      const mediaText = await media.text();
      const card = await (await who.fetch(`/api/v1/posts/${made.id}/card`)).text();
      if (should === null) {
        open++;
        const post = JSON.parse(text) as Post;
        expect(post, label).toMatchObject({ locked: false, body: `This is the ${made.secret}.` });
        const bytes = await who.fetch(post.media_url!);
        expect(bytes.status, label).toBe(200);
        expect(Buffer.from(await bytes.arrayBuffer()), label).toEqual(made.bytes);
        continue;
      }
      for (const said of [text, mediaText, card]) expect(said, label).not.toContain(made.secret);
      if (should === "locked")
        expect(JSON.parse(text), label).toMatchObject({
          locked: true,
          body: null,
          media_url: null,
          mediaFiles: [],
          mediaCount: 1,
          teaser: "A look.",
        });
      // Nor by any other way to the same bytes.
      for (const way of ["views", "downloads"]) {
        const asked = await who.fetch(`/api/v1/files/${made.fileId}/${way}`, {
          method: "POST",
          body: "{}",
          headers: { "content-type": "application/json" },
        });
        expect([401, 403, 404], label).toContain(asked.status);
      }
    }
    expect(open > 0, "everybody sees something, or the refusals prove nothing").toBe(
      !viewer.blocked || viewer.bought === "open" || viewer.level !== undefined,
    );
  });
});
