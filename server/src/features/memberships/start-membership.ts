import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { askProvider, customerOf, refuseRevoked } from "../checkout/index.ts";
import { findCreatorByHandle, findRole, refuseClosed } from "../creators/index.ts";
import { refuseBlocked } from "../people/index.ts";
import { closeUnpaid } from "./end-memberships.ts";
import { hearMembership } from "./hear-membership.ts";
import { getOffer, lockSeats, refuseFull } from "./tiers.ts";

const OPEN_SECONDS = 3600;

export type NewMembership = { handle: string; tierId: string; interval: "month" | "year" };

/**
 * Begins a membership: writes it down as incomplete and answers the payment page where the card is entered. A second call for the
 * same continues it, one for another tier takes its place. Refuses members, a creator's own people, those they shut out, and those they
 * took a membership from by hand.
 */
export async function startMembership(
  deps: Deps,
  user: User,
  input: NewMembership,
): Promise<{ subscriptionId: string; checkoutUrl: string }> {
  const creator = await findCreatorByHandle(deps, input.handle);
  if (!creator || creator.suspendedAt) throw new AppError("not_found");
  if (await findRole(deps, user, creator.id))
    throw new AppError("already_owned", "You run this page: all of it is open to you.");
  await refuseBlocked(deps.db, creator.id, user.userId);
  await refuseRevoked(deps.db, user, { memberOf: creator.id });
  await closeOther(deps, user, creator.id, input);
  const row = await insertIncomplete(deps, user, creator.id, input);
  if (row.checkout_url) return { subscriptionId: row.id, checkoutUrl: row.checkout_url };
  const checkoutUrl = await openCheckout(deps, user, creator, row);
  return { subscriptionId: row.id, checkoutUrl };
}

/** An attempt that was left at another tier, or whose page has lapsed, gives way to this one. */
async function closeOther(deps: Deps, user: User, creatorId: string, input: NewMembership): Promise<void> {
  const open = await findAlive(deps.db, user.userId, creatorId);
  if (!open) return;
  if (open.status !== "incomplete")
    throw new AppError("already_owned", "You are a member already. Change your tier under Memberships.");
  if (!open.checkout_session_id) {
    const same = open.tier_id === input.tierId && open.interval === input.interval;
    const fresh = deps.clock.now() < addSeconds(open.created_at, OPEN_SECONDS / 2);
    if (!same || !fresh) await closeUnpaid(deps, open);
    return;
  }
  const same = open.tier_id === input.tierId && open.interval === input.interval;
  const checkout = await askProvider(deps, () =>
    same
      ? deps.payments.getMembershipCheckout(open.checkout_session_id!)
      : deps.payments.expireMembershipCheckout(open.checkout_session_id!),
  );
  if (checkout.status === "open") return;
  if (checkout.status === "expired") {
    await closeUnpaid(deps, open);
    return;
  }
  await hearMembership(deps, {
    subscriptionId: open.id,
    providerSubscriptionId: checkout.providerSubscriptionId,
  });
  throw new AppError("already_owned", "You became a member a moment ago.");
}

async function insertIncomplete(deps: Deps, user: User, creatorId: string, input: NewMembership) {
  const now = deps.clock.now();
  return deps.db.transaction().execute(async (trx) => {
    // Of two tabs the second continues the first.
    await lockSeats(trx, creatorId);
    // Asked again: making a block, and leaving, lock the same row.
    await refuseClosed(trx, creatorId);
    await refuseBlocked(trx, creatorId, user.userId);
    const alive = await findAlive(trx, user.userId, creatorId);
    if (alive) {
      if (
        alive.status === "incomplete" &&
        alive.tier_id === input.tierId &&
        alive.interval === input.interval
      )
        return alive;
      throw new AppError("payment_in_progress", "Try again in a moment.");
    }
    const offer = await getOffer(trx, { creatorId, ...input });
    await refuseFull(trx, { ...offer, now });
    const row = await trx
      .insertInto("subscriptions")
      .values({
        id: newId(),
        user_id: user.userId,
        creator_id: creatorId,
        tier_id: offer.id,
        interval: input.interval,
        price_amount: offer.amount,
        price_currency: offer.currency,
        status: "incomplete",
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordEvent(trx, deps.clock, {
      type: "membership.started",
      actorId: user.userId,
      creatorId,
      subject: { type: "subscription", id: row.id },
      data: { tier: offer.id, interval: input.interval, amount: offer.amount, currency: offer.currency },
    });
    return row;
  });
}

async function openCheckout(
  deps: Deps,
  user: User,
  creator: { id: string; handle: string },
  row: Awaited<ReturnType<typeof insertIncomplete>>,
): Promise<string> {
  const base = deps.config.BASE_URL;
  const customerId = await customerOf(deps, user);
  const offer = await getOffer(deps.db, {
    creatorId: creator.id,
    tierId: row.tier_id,
    interval: row.interval,
  });
  const trialDays = (await wasMember(deps.db, user.userId, creator.id)) ? null : offer.trial_days;
  const checkout = await askProvider(deps, () =>
    deps.payments.createMembershipCheckout({
      subscriptionId: row.id,
      userId: user.userId,
      customerId,
      tierId: row.tier_id,
      title: `${offer.name}, ${offer.display_name}`,
      price: { amount: row.price_amount, currency: row.price_currency },
      interval: row.interval,
      ...(trialDays && { trialDays }),
      successUrl: `${base}/memberships/return?subscription=${row.id}`,
      cancelUrl: `${base}/@${creator.handle}/membership`,
      expiresAt: addSeconds(row.created_at, OPEN_SECONDS),
    }),
  );
  const stored = await deps.db
    .updateTable("subscriptions")
    .set({ checkout_session_id: checkout.id, checkout_url: checkout.url, updated_at: deps.clock.now() })
    .where("id", "=", row.id)
    .where("status", "=", "incomplete")
    .executeTakeFirst();
  // Another tab, or a block, has closed it meanwhile: its page must not be paid any more.
  if (!stored.numUpdatedRows)
    await askProvider(deps, () => deps.payments.expireMembershipCheckout(checkout.id));
  if (!checkout.url || !stored.numUpdatedRows)
    throw new AppError("payment_in_progress", "The payment page was closed. Try again.");
  return checkout.url;
}

function findAlive(db: Database, userId: string, creatorId: string) {
  return db
    .selectFrom("subscriptions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("creator_id", "=", creatorId)
    .where("status", "<>", "expired")
    .executeTakeFirst();
}

/** A trial is for those who never were a member here. */
async function wasMember(db: Database, userId: string, creatorId: string): Promise<boolean> {
  const before = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("user_id", "=", userId)
    .where("creator_id", "=", creatorId)
    .where("started_at", "is not", null)
    .executeTakeFirst();
  return before !== undefined;
}
