import type { Selectable } from "kysely";
import { announce } from "../../db/announcements.ts";
import type { Database } from "../../db/client.ts";
import type { Subscriptions } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { isId } from "../../lib/ids.ts";
import type { MembershipDetails } from "../../ports/payments/memberships-port.ts";
import { recordMismatch } from "../checkout/index.ts";
import { mailMembership } from "./mails.ts";
import { tellNewMember } from "./notices.ts";
import { next, type SubscriptionState } from "./subscription-state.ts";

type Subscription = Selectable<Subscriptions>;

/**
 * Asks the provider how a membership stands and takes that in, whoever brought the news: a webhook, the return page or the
 * reconciliation. Asking makes the order of the news indifferent. Answers what it is now, or null when it is none of ours.
 */
export async function hearMembership(
  deps: Deps,
  of: { subscriptionId: string | null; providerSubscriptionId: string | null },
): Promise<SubscriptionState | null> {
  if (!of.providerSubscriptionId) return null;
  // The word is at least as new as the moment before it was asked for.
  const at = deps.clock.now();
  const word = await deps.payments.getMembership(of.providerSubscriptionId);
  const id = word.subscriptionId ?? of.subscriptionId;
  if (!id || !isId(id)) return null;
  const heard = await takeIn(deps, id, word, at);
  if (heard?.status === "expired" && word.status !== "ended") await undo(deps, id, word);
  return heard;
}

/** Somebody paid for what had been closed before it began: nothing of it opens, so nobody is charged for it. Safe to repeat. */
async function undo(deps: Deps, subscriptionId: string, word: MembershipDetails): Promise<void> {
  const begun = await deps.db
    .selectFrom("subscriptions")
    .select("id")
    .where("id", "=", subscriptionId)
    .where("provider_id", "is not", null)
    .executeTakeFirst();
  if (begun) return;
  deps.log.error({ subscription: subscriptionId, provider: word.id }, "a closed membership was paid");
  await deps.payments.cancelNow(word.id);
  const invoice = word.latestInvoice;
  if (invoice && invoice.paid.amount > 0)
    await deps.payments.refundInvoice({ invoiceId: invoice.id, idempotencyKey: `undo:${invoice.id}` });
}

async function takeIn(
  deps: Deps,
  subscriptionId: string,
  word: MembershipDetails,
  at: Date,
): Promise<SubscriptionState | null> {
  return deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom("subscriptions")
      .selectAll()
      .where("id", "=", subscriptionId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return null;
    if (row.provider_id !== null && row.provider_id !== word.id) {
      await recordMismatch(
        { ...deps, db: trx },
        {
          creatorId: row.creator_id,
          subject: { type: "subscription", id: row.id },
          by: { subscription: word.id },
        },
      );
      return null;
    }
    const before = stateOf(row);
    const after = next(before, { ...word, at }, { graceDays: await graceOf(deps, trx, row, word) });
    if (after === before) return before;
    await save(deps, trx, row, word, after);
    await tell(deps, trx, row, before, after);
    return after;
  });
}

/**
 * A renewal that is due has a grace only where this very tier was paid before, for what a period of it costs: neither a trial, nor a move
 * to a tier, nor the small rest of one that what was unused of another has paid, opens anything on credit.
 */
async function graceOf(
  deps: Deps,
  trx: Database,
  row: Subscription,
  word: MembershipDetails,
): Promise<number> {
  const days = deps.config.MEMBERSHIP_GRACE_DAYS;
  if (word.status !== "past_due" && word.status !== "unpaid") return days;
  const paid = await trx
    .selectFrom("purchases")
    .select("id")
    .where("subscription_id", "=", row.id)
    .where("tier_id", "=", isId(word.tierId) ? word.tierId : row.tier_id)
    .where("completed_at", "is not", null)
    .where("price_amount", ">=", word.price.amount)
    .executeTakeFirst();
  return paid ? days : 0;
}

export function stateOf(row: Subscription): SubscriptionState {
  return {
    status: row.status,
    paidUntil: row.paid_until,
    openUntil: row.open_until,
    cancelAtPeriodEnd: row.cancel_at_period_end,
    endedAt: row.ended_at,
    heardAt: row.heard_at,
  };
}

/** The provider's price names the tier; one that is not the creator's is left as it stands here. */
async function save(
  deps: Deps,
  trx: Database,
  row: Subscription,
  word: MembershipDetails,
  after: SubscriptionState,
): Promise<void> {
  const tiers = [word.tierId, word.next?.tierId].filter((id): id is string => id !== undefined && isId(id));
  const known = new Set(
    tiers.length === 0
      ? []
      : (
          await trx
            .selectFrom("tiers")
            .select("id")
            .where("creator_id", "=", row.creator_id)
            .where("id", "in", tiers)
            .execute()
        ).map(({ id }) => id),
  );
  const changes = known.has(word.tierId)
    ? {
        tier_id: word.tierId,
        interval: word.interval,
        price_amount: word.price.amount,
        price_currency: word.price.currency,
      }
    : {};
  const planned = word.next && known.has(word.next.tierId) && after.status !== "expired" ? word.next : null;
  await trx
    .updateTable("subscriptions")
    .set({
      ...changes,
      status: after.status,
      paid_until: after.paidUntil,
      open_until: after.openUntil,
      cancel_at_period_end: after.cancelAtPeriodEnd,
      ended_at: after.endedAt,
      heard_at: after.heardAt,
      provider_id: word.id,
      started_at: row.started_at ?? (after.status === "incomplete" ? null : word.startedAt),
      next_tier_id: planned?.tierId ?? null,
      next_interval: planned?.interval ?? null,
      updated_at: deps.clock.now(),
    })
    .where("id", "=", row.id)
    .execute();
  await announce(trx, "purchase", row.id);
}

async function tell(
  deps: Deps,
  trx: Database,
  row: Subscription,
  before: SubscriptionState,
  after: SubscriptionState,
): Promise<void> {
  if (before.status === after.status) return;
  await recordEvent(trx, deps.clock, {
    type: `membership.${after.status}`,
    actorId: row.user_id,
    creatorId: row.creator_id,
    subject: { type: "subscription", id: row.id },
    data: { from: before.status, openUntil: after.openUntil?.toISOString() ?? null },
  });
  await mailMembership(deps, trx, row, { before, after });
  if (before.status === "incomplete" && (after.status === "active" || after.status === "trialing"))
    await tellNewMember(deps, trx, row);
}
