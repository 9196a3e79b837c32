import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import type { Shop } from "../../test/make.ts";
import type { NotificationItem } from "./schemas.ts";

export const DAY = 86_400;

/** Somebody whose address is proved, as whoever is sent mail about new posts. */
export async function makeFan(server: TestServer, name: string): Promise<Actor> {
  const fan = await server.signUp(name);
  await server.deps.db
    .updateTable("users")
    .set({ email_verified: true })
    .where("id", "=", fan.userId)
    .execute();
  return fan;
}

export async function follow(server: TestServer, fan: Actor, { creatorId }: Shop): Promise<void> {
  await server.deps.db
    .insertInto("follows")
    .values({ user_id: fan.userId, creator_id: creatorId, created_at: server.clock.now() })
    .execute();
}

export async function block(server: TestServer, fan: Actor, { creatorId }: Shop): Promise<void> {
  await server.deps.db
    .insertInto("fan_blocks")
    .values({ user_id: fan.userId, creator_id: creatorId, created_at: server.clock.now() })
    .execute();
}

export async function makeTier(shop: Shop): Promise<string> {
  const prices = [{ interval: "month", amount: 500, currency: "usd" }];
  const body = { creatorId: shop.creatorId, name: "Silver", prices };
  return (await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", body)).id;
}

/** A membership that is open for that many days, or was until then. */
export async function subscribe(
  server: TestServer,
  fan: Actor,
  shop: Shop,
  tierId: string,
  days = 20,
): Promise<string> {
  const id = newId();
  const now = server.clock.now();
  await server.deps.db
    .insertInto("subscriptions")
    .values({
      id,
      user_id: fan.userId,
      creator_id: shop.creatorId,
      tier_id: tierId,
      interval: "month",
      price_amount: 500,
      price_currency: "usd",
      status: "active",
      paid_until: addSeconds(now, days * DAY),
      open_until: addSeconds(now, days * DAY),
      started_at: addSeconds(now, -60 * DAY),
      created_at: addSeconds(now, -60 * DAY),
      updated_at: now,
    })
    .execute();
  return id;
}

export async function publish(shop: Shop, more: object = {}): Promise<string> {
  const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
    creatorId: shop.creatorId,
    title: "At the bench",
    teaser: "A look at it.",
    body: "The secretwords that members read.",
    visibility: "subscribers",
    ...more,
  });
  return id;
}

export async function told(fan: Actor): Promise<NotificationItem[]> {
  return (await fan.json<{ items: NotificationItem[] }>("GET", "/api/v1/notifications")).items;
}

export function mailsTo(server: TestServer, fan: { userId: string }, kind = "new_post") {
  return server.deps.db
    .selectFrom("mails")
    .select(["id", "subject", "text_body", "html_body", "unsubscribe_url"])
    .where("user_id", "=", fan.userId)
    .where("kind", "=", kind)
    .execute();
}

/** The queued job that tells of a post, if there is one. */
export async function announcement(server: TestServer, postId: string) {
  const { rows } = await server.deps.pool.query<{
    run_at: Date;
    payload: { postId: string; after?: string };
  }>("select run_at, payload from graphile_worker._private_jobs where key = $1", [`announce:${postId}`]);
  return rows;
}

/** The path of a link in a mail, as the test's server knows it. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
