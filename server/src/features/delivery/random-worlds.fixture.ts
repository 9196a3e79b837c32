import { newId } from "../../lib/ids.ts";

/** A small shop with everything that opens and closes: what is random about it, and the rules told in plain words over it. */
export type Order = {
  id: string;
  buyer: string;
  price: number;
  paid: boolean;
  refunds: { amount: number; status: "pending" | "succeeded" | "failed"; endsAccess: boolean | null }[];
  disputes: ("open" | "won" | "lost")[];
  rulings: number;
} & (
  | { product: string }
  | { post: string }
  /** One payment of a membership: its period ends so many days from now. */
  | { subscription: string; endsInDays: number }
);
export type Subscription = {
  id: string;
  user: string;
  creator: string;
  tier: string;
  status: "incomplete" | "trialing" | "active" | "past_due" | "ended";
  /** Days from now. The period before it is as long as a month. */
  periodEnds: number;
  cancelled: boolean;
};
export type World = {
  users: { id: string; suspended: boolean }[];
  creators: {
    id: string;
    suspended: boolean;
    /** Its owner has left. */
    closed: boolean;
    members: { user: string; role: "owner" | "editor" | "analyst" }[];
    /** The first is the lowest. */
    tiers: string[];
    blocked: string[];
  }[];
  products: {
    id: string;
    creator: string;
    status: "draft" | "published" | "unpublished" | "archived";
    files: string[];
    rule: { kind: "allow" | "block"; countries: string[] } | null;
  }[];
  posts: {
    id: string;
    creator: string;
    status: "draft" | "published" | "archived" | "removed";
    /** Of a removed one: taken from its buyers too. */
    fromBuyers: boolean;
    later: boolean;
    visibility: "free" | "subscribers" | "ppv";
    isPublic: boolean;
    /** The lowest tier that opens it; null: any. */
    tier: string | null;
    files: string[];
  }[];
  files: { id: string; creator: string; status: "uploading" | "ready" }[];
  subscriptions: Subscription[];
  orders: Order[];
};
export type Question = { user: string | null; file: string; country: string | null };

export const MONTH_DAYS = 30;
export const GRACE_DAYS = 3;

/** Whether that person (null: a visitor) may be shown the file, from that country or (`anywhere`) from where it is offered. */
export function plainly(
  world: World,
  { user, file: fileId, country }: Question,
  { anywhere = false } = {},
): boolean {
  const person = world.users.find(({ id }) => id === user);
  const file = world.files.find(({ id }) => id === fileId)!;
  const creator = world.creators.find(({ id }) => id === file.creator)!;
  if (person?.suspended || file.status !== "ready") return false;
  const role = creator.members.find((member) => member.user === user)?.role;
  if (role === "owner" || role === "editor") return true;
  if (creator.suspended) return false;
  const holding = world.products
    .filter(({ files, rule }) => files.includes(fileId) && (anywhere || isOffered(rule, country)))
    .map(({ id }) => id);
  if (
    world.orders.some(
      (order) =>
        "product" in order && order.buyer === user && holding.includes(order.product) && isOpen(order),
    )
  )
    return true;
  return world.posts.some((post) => post.files.includes(fileId) && readsPost(world, user, post));
}

function readsPost(world: World, user: string | null, post: World["posts"][number]): boolean {
  const creator = world.creators.find(({ id }) => id === post.creator)!;
  if (post.status === "draft" || (post.status === "removed" && post.fromBuyers)) return false;
  if (post.status === "published" && post.later) return false;
  const bought = world.orders.some(
    (order) => "post" in order && order.post === post.id && order.buyer === user && isOpen(order),
  );
  if (bought) return true;
  if (post.status !== "published") return false;
  if (post.visibility === "ppv") return false;
  const shutOut = user !== null && creator.blocked.includes(user);
  if (post.visibility === "free") return !creator.closed && !shutOut && (post.isPublic || user !== null);
  const least = post.tier === null ? 0 : creator.tiers.indexOf(post.tier);
  return world.subscriptions.some(
    (one) =>
      one.user === user &&
      one.creator === post.creator &&
      creator.tiers.indexOf(one.tier) >= least &&
      goesOn(world, one),
  );
}

function goesOn(world: World, { id, status, periodEnds, cancelled }: Subscription): boolean {
  if (status === "incomplete" || status === "ended") return false;
  const paidUntil = status === "past_due" ? periodEnds - MONTH_DAYS : periodEnds;
  const everPaid = world.orders.some(
    (order) => "subscription" in order && order.subscription === id && order.paid,
  );
  const noGrace = cancelled || (status === "past_due" && !everPaid);
  if (paidUntil + (noGrace ? 0 : GRACE_DAYS) <= 0) return false;
  return !world.orders.some(
    (order) =>
      "subscription" in order &&
      order.subscription === id &&
      order.endsInDays > 0 &&
      order.paid &&
      !isOpen(order),
  );
}

/** Where nobody can say where somebody is, they are not in a country that was named. */
function isOffered(rule: World["products"][number]["rule"], country: string | null): boolean {
  if (rule === null) return true;
  const named = rule.countries.some((one) => one === country);
  return rule.kind === "allow" ? named : !named;
}

function isOpen(order: Order): boolean {
  if (!order.paid) return false;
  if (order.disputes.includes("open") || order.disputes.includes("lost")) return false;
  if (order.rulings === 1 || order.rulings === 3) return false;
  let givenBack = 0;
  for (const refund of order.refunds) if (refund.status !== "failed") givenBack += refund.amount;
  for (const refund of order.refunds) {
    if (refund.status === "failed") continue;
    if (refund.endsAccess === true) return false;
    if (refund.endsAccess === null && givenBack >= order.price) return false;
  }
  return true;
}

export function makeWorld(random: () => number): World {
  const chance = (probability: number) => random() < probability;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const some = <T>(from: readonly T[], probability: number) => from.filter(() => chance(probability));
  const users = [0, 1].map(() => ({ id: newId(), suspended: chance(0.1) }));
  const creators = [0, 1].map(() => ({
    id: newId(),
    suspended: chance(0.2),
    closed: chance(0.2),
    members: some(users, 0.2).map(({ id }) => ({
      user: id,
      role: pick(["owner", "editor", "analyst"] as const),
    })),
    tiers: [newId(), newId()],
    blocked: some(users, 0.15).map(({ id }) => id),
  }));
  const files = [0, 1].map(() => ({
    id: newId(),
    creator: pick(creators).id,
    status: chance(0.9) ? ("ready" as const) : ("uploading" as const),
  }));
  const filesOf = (creator: string, probability: number) =>
    some(
      files.filter((file) => file.creator === creator).map(({ id }) => id),
      probability,
    );
  const products = [0, 1].map(() => {
    const creator = pick(creators).id;
    const status = pick(["draft", "published", "published", "unpublished", "archived"] as const);
    const kind = pick(["allow", "block", null, null] as const);
    const countries = pick([["DE"], ["FR"], ["DE", "FR"], ["US", "DE"]]);
    return { id: newId(), creator, status, files: filesOf(creator, 0.7), rule: kind && { kind, countries } };
  });
  const posts = [0, 1].map(() => {
    const { id: creator, tiers } = pick(creators);
    const visibility = pick(["free", "subscribers", "subscribers", "ppv", "ppv"] as const);
    return {
      id: newId(),
      creator,
      status: pick(["draft", "published", "published", "published", "archived", "removed"] as const),
      fromBuyers: chance(0.5),
      later: chance(0.2),
      visibility,
      isPublic: visibility === "free" && chance(0.4),
      tier: visibility === "subscribers" ? pick([null, ...tiers]) : null,
      files: filesOf(creator, 0.6),
    };
  });
  const subscriptions = users.flatMap((user) =>
    some(creators, 0.6).map(({ id: creator, tiers }) => ({
      id: newId(),
      user: user.id,
      creator,
      tier: pick(tiers),
      status: pick(["incomplete", "trialing", "active", "active", "active", "past_due", "ended"] as const),
      // The last one lets a renewal that is due be within its grace.
      periodEnds: pick([-5, -2, -1, 1, 20, MONTH_DAYS - 1]),
      cancelled: chance(0.3),
    })),
  );
  const pays = (buyer: string, item: PaidFor) => makeOrder(random, buyer, item);
  const orders = [
    ...users.flatMap(({ id: buyer }) => [
      ...products.flatMap(({ id: product }) =>
        Array.from({ length: pick([0, 1, 1, 2]) }, () => pays(buyer, { product })),
      ),
      ...some(posts, 0.4).map(({ id: post }) => pays(buyer, { post })),
    ]),
    ...subscriptions.flatMap(({ id: subscription, user, periodEnds }) =>
      [periodEnds - MONTH_DAYS, periodEnds].map((endsInDays) => pays(user, { subscription, endsInDays })),
    ),
  ];
  return { users, creators, products, posts, files, subscriptions, orders };
}

type PaidFor = { product: string } | { post: string } | { subscription: string; endsInDays: number };

function makeOrder(random: () => number, buyer: string, item: PaidFor): Order {
  const chance = (probability: number) => random() < probability;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const many = <T>(make: () => T): T[] => Array.from({ length: pick([0, 0, 0, 1, 1, 2]) }, make);
  const paid = chance(0.85);
  const price = pick([1, 500, 1900]);
  return {
    id: newId(),
    buyer,
    ...item,
    price,
    paid,
    refunds: paid
      ? many(() => ({
          amount: Math.max(1, Math.floor(price * pick([0.3, 0.5, 1]))),
          status: pick(["pending", "succeeded", "failed"] as const),
          endsAccess: pick([true, false, null]),
        }))
      : [],
    disputes: paid ? many(() => pick(["open", "won", "lost"] as const)) : [],
    rulings: paid ? pick([0, 0, 0, 0, 1, 2, 3]) : 0,
  };
}
