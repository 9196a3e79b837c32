import type pg from "pg";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { stateOf } from "../checkout/purchase-state.ts";
import { NOTHING_HEARD, next } from "../memberships/subscription-state.ts";
import {
  GRACE_DAYS,
  MONTH_DAYS,
  type Order,
  type Subscription,
  type World,
} from "./random-worlds.fixture.ts";

/**
 * Writes worlds as the application would have left them at the moment `at`: what it derives of an order's or a membership's facts comes
 * from its own status machines. Each user has a session, whose token is the user's id.
 */
export async function storeWorlds(owner: pg.Client, worlds: World[], at: Date): Promise<void> {
  const made = { created_at: at, updated_at: at };
  const tables: Record<string, (world: World) => Record<string, unknown>[]> = {
    users: ({ users }) =>
      users.map(({ id, suspended }) => ({
        id,
        name: "A person",
        email: `${id}@example.com`,
        suspended_at: suspended ? at : null,
      })),
    sessions: ({ users }) =>
      users.map(({ id }) => ({ id: newId(), user_id: id, token: id, expires_at: days(at, 1), ...made })),
    creators: ({ creators }) =>
      creators.map(({ id, suspended, closed }) => ({
        id,
        handle: `c_${id.replaceAll("-", "").slice(-27)}`,
        display_name: "A creator",
        storage_quota_bytes: 0,
        suspended_at: suspended ? at : null,
        closed_at: closed ? at : null,
        ...made,
      })),
    creator_members: ({ creators }) =>
      creators.flatMap(({ id, members }) =>
        members.map(({ user, role }) => ({ creator_id: id, user_id: user, role, created_at: at })),
      ),
    fan_blocks: ({ creators }) =>
      creators.flatMap(({ id, blocked }) =>
        blocked.map((user) => ({ creator_id: id, user_id: user, reason: "", created_at: at })),
      ),
    tiers: ({ creators }) =>
      creators.flatMap(({ id, tiers }) =>
        tiers.map((tier, n) => ({
          id: tier,
          creator_id: id,
          name: `Level ${n + 1}`,
          description: "",
          level: n + 1,
          ...made,
        })),
      ),
    files: ({ files }) =>
      files.map(({ id, creator, status }) => ({
        id,
        creator_id: creator,
        name: "a.png",
        size_bytes: 1,
        content_type: "image/png",
        view_type: "image/png",
        status,
        created_at: at,
        ready_at: status === "ready" ? at : null,
        sha256: status === "ready" ? "0".repeat(64) : null,
      })),
    file_objects: ({ files }) => files.map(({ id }) => ({ file_id: id, storage_key: `key of ${id}` })),
    products: ({ products }) =>
      products.map(({ id, creator, status, rule }) => ({
        id,
        creator_id: creator,
        slug: id,
        title: "A product",
        price_amount: 1900,
        price_currency: "usd",
        status,
        country_rule: rule?.kind ?? null,
        countries: rule?.countries ?? [],
        published_at: at,
        ...made,
      })),
    product_files: ({ products }) =>
      products.flatMap(({ id, files }) =>
        files.map((file, position) => ({ product_id: id, file_id: file, position, added_at: at })),
      ),
    posts: ({ posts }) =>
      posts.map((post) => ({
        id: post.id,
        creator_id: post.creator,
        title: "A post",
        body: "",
        teaser: "",
        visibility: post.visibility,
        is_public: post.isPublic,
        tier_id: post.tier,
        price_amount: post.visibility === "ppv" ? 500 : null,
        price_currency: post.visibility === "ppv" ? "usd" : null,
        tags: [],
        status: post.status,
        removed_ends_access: post.status === "removed" ? post.fromBuyers : null,
        offers_originals: false,
        published_at: days(at, post.later ? 1 : -1),
        ...made,
      })),
    post_files: ({ posts }) =>
      posts.flatMap(({ id, files }) =>
        files.map((file, position) => ({ post_id: id, file_id: file, position, alt: "" })),
      ),
    subscriptions: (world) =>
      world.subscriptions.map((one) => ({ ...subscriptionRow(world, one, at), ...made })),
    purchases: (world) => world.orders.map((order) => ({ ...purchaseRow(world, order, at), ...made })),
    refunds: ({ orders }) =>
      orders.flatMap((order) =>
        order.refunds.map(({ amount, status, endsAccess }) => ({
          id: newId(),
          purchase_id: order.id,
          amount,
          status,
          ends_access: endsAccess,
          ...made,
        })),
      ),
    disputes: ({ orders }) =>
      orders.flatMap((order) =>
        order.disputes.map((status) => ({
          id: newId(),
          purchase_id: order.id,
          amount: order.price,
          status,
          ...made,
        })),
      ),
    access_rulings: ({ orders }) =>
      orders.flatMap((order) =>
        Array.from({ length: order.rulings }, (_, n) => ({
          purchase_id: order.id,
          number: n + 1,
          verdict: n % 2 === 0 ? "revoked" : "restored",
          reason: "A reason",
          created_at: at,
        })),
      ),
  };
  for (const [table, rowsOf] of Object.entries(tables)) await insert(owner, table, worlds.flatMap(rowsOf));
}

const days = (from: Date, count: number) => addSeconds(from, count * 86_400);

function subscriptionRow({ orders }: World, one: Subscription, at: Date) {
  const periodEnd = days(at, one.periodEnds);
  const due = one.status === "past_due";
  const paid = orders.some((order) => "subscription" in order && order.subscription === one.id && order.paid);
  const state = next(
    NOTHING_HEARD,
    {
      at,
      status: one.status,
      periodStart: days(periodEnd, -MONTH_DAYS),
      periodEnd,
      trialEndsAt: one.status === "trialing" ? periodEnd : null,
      endedAt: one.status === "ended" ? at : null,
      cancelAtPeriodEnd: one.cancelled,
    },
    { graceDays: due && !paid ? 0 : GRACE_DAYS },
  );
  return {
    id: one.id,
    user_id: one.user,
    creator_id: one.creator,
    tier_id: one.tier,
    interval: "month",
    price_amount: 500,
    price_currency: "usd",
    status: state.status,
    paid_until: state.paidUntil,
    open_until: state.openUntil,
    cancel_at_period_end: state.cancelAtPeriodEnd,
    ended_at: state.endedAt,
    heard_at: state.heardAt,
  };
}

function purchaseRow(world: World, order: Order, at: Date) {
  const state = stateOf({
    price: order.price,
    paid: order.paid,
    failed: !order.paid,
    expired: false,
    refunds: Object.fromEntries(order.refunds.map((refund, n) => [String(n), refund])),
    disputes: Object.fromEntries(
      order.disputes.map((status, n) => [String(n), { amount: order.price, status }]),
    ),
    rulings: order.rulings,
  });
  return {
    id: order.id,
    buyer_id: order.buyer,
    ...itemOf(world, order, at),
    status: state.status,
    price_amount: order.price,
    price_currency: "usd",
    fee_amount: 0,
    refunded_amount: state.refundedAmount,
    provider: "none",
    access_ended_at: state.accessEnded ? at : null,
    access_ended_reason: state.accessEnded,
    completed_at: order.paid ? at : null,
  };
}

/** The rows go in together, so each names every column. */
function itemOf(world: World, order: Order, at: Date) {
  const none = {
    product_id: null,
    post_id: null,
    tier_id: null,
    subscription_id: null,
    period_ends_at: null,
  };
  if ("product" in order) {
    const { creator } = world.products.find(({ id }) => id === order.product)!;
    return { ...none, product_id: order.product, creator_id: creator };
  }
  if ("post" in order) {
    const { creator } = world.posts.find(({ id }) => id === order.post)!;
    return { ...none, post_id: order.post, creator_id: creator };
  }
  const { id, tier, creator } = world.subscriptions.find((one) => one.id === order.subscription)!;
  return {
    ...none,
    tier_id: tier,
    subscription_id: id,
    creator_id: creator,
    period_ends_at: days(at, order.endsInDays),
  };
}

/** Rows as JSON, typed by the table itself. */
async function insert(owner: pg.Client, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(", ");
  await owner.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
