import type { Selectable } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Subscriptions } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { formatMoney } from "../../lib/money.ts";
import { composeMail, queueMail } from "../mail/index.ts";
import { isBlocked } from "../people/index.ts";
import type { SubscriptionState } from "./subscription-state.ts";

type Subscription = Selectable<Subscriptions>;
type Change = { before: SubscriptionState; after: SubscriptionState };

/** Tells the member what has become of their membership; a renewal is told by its receipt. */
export async function mailMembership(
  deps: Deps,
  trx: Database,
  row: Subscription,
  change: Change,
): Promise<void> {
  const { member, tier, creator, shut, shutOut } = await namesOf(trx, row);
  const told = wordsFor(change, {
    tier: tier.name,
    creator: creator.display_name,
    shut,
    shutOut,
  });
  if (!told || member.deleted_at) return;
  const mail = composeMail({
    kind: told.kind,
    to: member.email,
    userId: row.user_id,
    subject: told.subject,
    preview: told.paragraphs[0]!,
    paragraphs: [`Hello ${member.name},`, ...told.paragraphs],
    action: { label: told.label, url: deps.config.BASE_URL + (told.path ?? `/@${creator.handle}`) },
    footer: "You get this mail because it concerns a membership of yours.",
  });
  const key = `membership:${row.id}:${told.kind}:${change.after.heardAt?.toISOString()}`;
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: key });
}

type Words = { kind: string; subject: string; paragraphs: string[]; label: string; path?: string };

function wordsFor(
  { before, after }: Change,
  { tier, creator, shut, shutOut }: { tier: string; creator: string; shut: boolean; shutOut: boolean },
): Words | null {
  const until = after.paidUntil ? dateOf(after.paidUntil) : "";
  if (before.status === "incomplete" && (after.status === "active" || after.status === "trialing"))
    return {
      kind: "membership_started",
      subject: `You are a member of ${creator}`,
      paragraphs: [
        after.status === "trialing"
          ? `Your free trial of ${tier} runs until ${until}. Cancel before then and you pay nothing.`
          : `Welcome to ${tier}. It renews on ${until}; you can cancel at any time.`,
      ],
      label: "See what is open to you",
    };
  if (after.status === "cancelled" && shut)
    return {
      kind: "membership_cancelled",
      subject: `Your membership of ${creator} will not be renewed`,
      paragraphs: ["The page you are a member of is closed for now. Nothing more will be charged."],
      label: "See your memberships",
      path: "/memberships",
    };
  if (after.status === "cancelled" && shutOut)
    return {
      kind: "membership_cancelled",
      subject: `Your membership of ${creator} will not be renewed`,
      paragraphs: [`It stays open to you until ${until}. Nothing more will be charged.`],
      label: "See your memberships",
      path: "/memberships",
    };
  if (after.status === "cancelled")
    return {
      kind: "membership_cancelled",
      subject: `Your membership of ${creator} will end`,
      paragraphs: [`You keep everything until ${until}. Nothing more will be charged.`],
      label: "Take it back",
      path: "/memberships",
    };
  if (after.status === "expired" && before.status !== "incomplete")
    return {
      kind: "membership_ended",
      subject: `Your membership of ${creator} has ended`,
      paragraphs: ["What was for members only is closed to you now. What you bought by itself stays yours."],
      label: "Join again",
    };
  return null;
}

/** Tells a member that a free trial is about to be charged for, once. */
export async function mailTrialEnds(deps: Deps, trx: Database, row: Subscription): Promise<void> {
  const { member, tier, creator } = await namesOf(trx, row);
  if (member.deleted_at) return;
  const price = formatMoney({ amount: row.price_amount, currency: row.price_currency }, "en-US");
  const until = row.paid_until ? dateOf(row.paid_until) : "soon";
  const mail = composeMail({
    kind: "membership_trial_ends",
    to: member.email,
    userId: row.user_id,
    subject: `Your trial of ${creator.display_name} ends soon`,
    preview: `It ends ${until}.`,
    paragraphs: [
      `Hello ${member.name},`,
      `Your free trial of ${tier.name} ends on ${until}. From then on it costs ${price} a ${row.interval}, unless you cancel before.`,
    ],
    action: { label: "Keep or cancel it", url: `${deps.config.BASE_URL}/memberships` },
    footer: "You get this mail because it concerns a membership of yours.",
  });
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: `membership-trial:${row.id}` });
}

export function dateOf(at: Date): string {
  return at.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

/** Whom and what a mail names, and whether it was not the member who ended it: the page is `shut`, or they are `shutOut`. */
export async function namesOf(trx: Database, row: Subscription) {
  const member = await trx
    .selectFrom("users")
    .select(["email", "name", "suspended_at", "deleted_at"])
    .where("id", "=", row.user_id)
    .executeTakeFirstOrThrow();
  const tier = await trx
    .selectFrom("tiers")
    .select("name")
    .where("id", "=", row.tier_id)
    .executeTakeFirstOrThrow();
  const creator = await trx
    .selectFrom("creators")
    .select(["display_name", "handle", "suspended_at", "closed_at"])
    .where("id", "=", row.creator_id)
    .executeTakeFirstOrThrow();
  const shut = creator.suspended_at !== null || creator.closed_at !== null;
  const shutOut = member.suspended_at !== null || (await isBlocked(trx, row.creator_id, row.user_id));
  return { member, tier, creator, shut, shutOut };
}
