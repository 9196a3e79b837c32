import { sandboxAsOf } from "@vaulture/stripe-sandbox";
import type { User } from "../access/index.ts";
import type { Deps } from "../deps.ts";
import { cancelMembership, settleMembership, startMembership } from "../features/memberships/index.ts";
import { addSeconds } from "../lib/clock.ts";
import { asOf } from "./as-of.ts";
import type { DemoCreator, DemoFeed, DemoMember } from "./content/index.ts";
import { findTier } from "./fill-feeds.ts";
import type { Step } from "./step.ts";

type Parts = {
  members: DemoMember[];
  demoFeeds: DemoFeed[];
  demoCreators: DemoCreator[];
  people: Map<string, User>;
  creatorIds: Map<string, string>;
  opened: Date;
};
type Membership = { user: User; creatorId: string };

const DAY = 86_400;
const HOUR = 3600;
/** How long after a period's end its invoice is asked for, and a little more. */
const INVOICED = HOUR + 60;
/** How long before its end the provider speaks of a trial. */
const NOTICE = 3 * DAY;

/** How people join, are charged again, cancel and fail to pay, each at its time and each once. */
export function memberSteps(parts: Parts): Step[] {
  const { opened } = parts;
  const ago = (moment: Date) => (opened.getTime() - moment.getTime()) / 1000 / DAY;
  return parts.members.flatMap((member): Step[] => {
    const membership = (): Membership => ({
      user: parts.people.get(member.buyerKey)!,
      creatorId: parts.creatorIds.get(member.creatorKey)!,
    });
    const tier = parts.demoFeeds
      .find(({ creatorKey }) => creatorKey === member.creatorKey)!
      .tiers.find(({ name }) => name === member.tier)!;
    const { handle } = parts.demoCreators.find(({ key }) => key === member.creatorKey)!;
    const joined = addSeconds(opened, -Math.round(member.joinedDaysAgo * DAY));
    const charged = addSeconds(joined, (tier.trialDays ?? 0) * DAY);
    const ends = Array.from({ length: 5 }, (_, times) => later(charged, member.interval, times));
    const settling = [
      ...(tier.trialDays ? [{ at: addSeconds(charged, -NOTICE + 60), trialEndsSoon: true }] : []),
      ...ends
        .slice(tier.trialDays ? 0 : 1)
        .map((end) => ({ at: addSeconds(end, INVOICED), trialEndsSoon: false })),
    ].filter(({ at }) => at < opened);
    const { cancelledDaysAgo, cardFailsDaysAgo } = member;
    return [
      {
        daysAgo: member.joinedDaysAgo,
        happen: (then) => join(then, membership(), { handle, tier: tier.name, interval: member.interval }),
      },
      ...settling.map(({ at, trialEndsSoon }) => ({
        daysAgo: ago(at),
        happen: (then: Deps) => settle(then, membership(), trialEndsSoon),
      })),
      ...(cardFailsDaysAgo
        ? [{ daysAgo: cardFailsDaysAgo, happen: (then: Deps) => loseCard(then, membership()) }]
        : []),
      ...(cancelledDaysAgo
        ? [{ daysAgo: cancelledDaysAgo, happen: (then: Deps) => cancel(then, membership()) }]
        : []),
    ];
  });
}

/**
 * Lets the memberships go on by themselves from now on. Each is heard anew at the present moment: whatever looked at them in the middle
 * of the filling took their past for the present, and all that followed for old news.
 */
export async function letMembershipsGoOn(deps: Deps, opened: Date): Promise<void> {
  const past = sandboxAsOf(deps.sandbox!, opened);
  await past.passTime();
  await past.arrive();
  const present = asOf(deps, deps.clock.now());
  const rows = await deps.db.selectFrom("subscriptions").select("provider_id").execute();
  for (const { provider_id } of rows) {
    if (!provider_id) continue;
    const membership = await deps.payments.getMembership(provider_id);
    await settleMembership(present, { kind: "membership", membership, trialEndsSoon: false });
  }
}

async function join(
  then: Deps,
  { user, creatorId }: Membership,
  { handle, tier, interval }: { handle: string; tier: string; interval: "month" | "year" },
): Promise<void> {
  const known = await findSubscription(then, { user, creatorId });
  if (!known?.checkout_session_id) {
    const tierId = await findTier(then, creatorId, tier);
    await startMembership(then, user, { handle, tierId: tierId!, interval });
  }
  const { checkout_session_id } = (await findSubscription(then, { user, creatorId }))!;
  const checkout = await then.payments.getMembershipCheckout(checkout_session_id!);
  await settleMembership(then, { kind: "checkout", checkout });
  await settleInvoices(then, checkout.providerSubscriptionId!);
}

/** Takes in what the provider would have told of at that time. */
async function settle(then: Deps, of: Membership, trialEndsSoon: boolean): Promise<void> {
  const at = then.clock.now();
  const { provider_id } = (await findSubscription(then, of))!;
  await sandboxAsOf(then.sandbox!, at).passTime();
  const membership = await then.payments.getMembership(provider_id!);
  await settleMembership(then, { kind: "membership", membership, trialEndsSoon });
  await settleInvoices(then, provider_id!);
}

/** Those of the last two hours: an interrupted filling finds later ones too. */
async function settleInvoices(then: Deps, providerId: string): Promise<void> {
  const at = then.clock.now();
  for (const invoice of await then.payments.listInvoices(providerId)) {
    if (invoice.createdAt > at || invoice.createdAt < addSeconds(at, -2 * HOUR)) continue;
    await settleMembership(then, { kind: "invoice", invoice, failed: invoice.status !== "paid" });
  }
}

async function loseCard(then: Deps, of: Membership): Promise<void> {
  const { provider_id } = (await findSubscription(then, of))!;
  await sandboxAsOf(then.sandbox!, then.clock.now()).useFailingCard(provider_id!);
}

async function cancel(then: Deps, of: Membership): Promise<void> {
  const { id } = (await findSubscription(then, of))!;
  await cancelMembership(then, of.user, id);
}

function findSubscription({ db }: Deps, { user, creatorId }: Membership) {
  return db
    .selectFrom("subscriptions")
    .select(["id", "provider_id", "checkout_session_id"])
    .where("user_id", "=", user.userId)
    .where("creator_id", "=", creatorId)
    .executeTakeFirst();
}

/** A day that a month does not have becomes its last day. */
function later(from: Date, interval: "month" | "year", times: number): Date {
  const months = interval === "year" ? 12 * times : times;
  const moved = new Date(from);
  moved.setUTCMonth(from.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return moved;
}
