import { type Selectable, sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { feeOf, type Money } from "../../lib/money.ts";
import { findRole, refuseClosed } from "../creators/index.ts";
import { refuseBlocked } from "../people/index.ts";
import { applyChange } from "./apply-change.ts";
import { askProvider } from "./ask-provider.ts";
import { customerOf } from "./customer-of.ts";
import { payWithSavedCard } from "./pay-with-saved-card.ts";
import { refuseRevoked } from "./refuse-revoked.ts";
import { settleSession } from "./settle-session.ts";

/** What somebody may buy once, with its terms of the moment it was read. */
export type Offer = {
  kind: "product" | "post";
  id: string;
  title: string;
  creatorId: string;
  price: Money;
  /** The creator's promise of this moment; null: decided case by case. */
  refundDays: number | null;
  /** False: it would not open in the country that the order comes from. */
  isOfferedHere?: boolean;
  /** Where the payment page's "back" leads: added to the query of /checkout/cancelled. */
  cancelQuery: string;
  /** Pays at once with the card the buyer keeps, where that is enough; the payment page then offers to keep one. */
  savedCard?: boolean;
};

/** Reads the offer, and refuses what is not offered; `held`: in a transaction, until whose end nobody changes it. */
type ReadOffer = (db: Database, how: { held: boolean }) => Promise<Offer>;

export type NewOrder = { purchaseId: string; checkoutUrl: string | null; status: "pending" | "completed" };

type Purchase = Selectable<Purchases>;

/** How long an unpaid order keeps its price. */
const OPEN_SECONDS = 3600;

/**
 * Orders what is offered: writes the pending purchase with the price, fee and refund promise of this moment, then asks the provider for its
 * payment page (never inside a transaction). A second call while the order is open continues it; a changed offer closes the
 * old one first. What costs nothing is completed at once. Refuses what the buyer already owns, what would not open where they are,
 * and another price than the one that was `shown`.
 */
export async function placeOrder(
  deps: Deps,
  user: User,
  readOffer: ReadOffer,
  { shown }: { shown?: Money } = {},
): Promise<NewOrder> {
  const offer = await readOffer(deps.db, { held: false });
  await refuseOwn(deps, user, offer);
  await refuseOwned(deps.db, user, offer.id);
  if (offer.isOfferedHere === false)
    throw new AppError("country_not_allowed", "It would not open in the country you are in now.");
  const purchase =
    (await continueOpen(deps, user, offer)) ?? (await insertPending(deps, user, offer.id, readOffer, shown));
  // The order may be one that a second tab made before the price changed.
  refuseOtherPrice({ amount: purchase.price_amount, currency: purchase.price_currency }, shown);
  // Asked of the order, not of the offer, whose price may have become another since.
  if (purchase.provider === "none") {
    await applyChange(deps, purchase.id, { kind: "paid" });
    return { purchaseId: purchase.id, checkoutUrl: null, status: "completed" };
  }
  // Once there is a payment page, it is the only way: two ways could both be paid.
  if (offer.savedCard && !purchase.checkout_session_id) {
    if (await payWithSavedCard(deps, user, purchase, offer.title))
      return { purchaseId: purchase.id, checkoutUrl: null, status: "completed" };
  }
  const checkoutUrl = purchase.checkout_url ?? (await openSession(deps, user, offer, purchase));
  return { purchaseId: purchase.id, checkoutUrl, status: "pending" };
}

/** The page of somebody who is charged at once may be older than the price. */
function refuseOtherPrice(price: Money, shown: Money | undefined): void {
  if (shown && (shown.amount !== price.amount || shown.currency !== price.currency))
    throw new AppError(
      "price_changed",
      "It costs something else now. Nothing was charged; look at it again.",
    );
}

async function refuseOwn(deps: Deps, user: User, offer: Offer): Promise<void> {
  if (await findRole(deps, user, offer.creatorId))
    throw new AppError("already_owned", `This is your own ${offer.kind}.`);
}

/** Waits for an order that is just being completed, so that it counts. */
async function refuseOwned(db: Database, user: User, itemId: string): Promise<void> {
  const orders = await db
    .selectFrom("purchases")
    .select(["completed_at", "access_ended_at"])
    .where("buyer_id", "=", user.userId)
    .where("item_id", "=", itemId)
    .forUpdate()
    .execute();
  const owned = orders.some((order) => order.completed_at !== null && order.access_ended_at === null);
  if (owned) throw new AppError("already_owned", "It is in your library.");
  await refuseRevoked(db, user, { itemId });
}

/** The buyer's open order of this offer if it can still be paid and is today's offer; otherwise closes it and answers null. */
async function continueOpen(deps: Deps, user: User, offer: Offer): Promise<Purchase | null> {
  const open = await findOpen(deps, user.userId, offer.id);
  if (!open) return null;
  const sameOffer =
    open.price_amount === offer.price.amount &&
    open.price_currency === offer.price.currency &&
    open.refund_days === offer.refundDays;
  if (open.checkout_session_id === null) {
    // Never reached the provider, or its answer was lost: the same order asked again gives the same session.
    const fresh = deps.clock.now() < addSeconds(open.created_at, OPEN_SECONDS / 2);
    if (sameOffer && fresh) return open;
    await applyChange(deps, open.id, { kind: "expired" });
    return null;
  }
  const session = await askProvider(deps, () =>
    sameOffer
      ? deps.payments.getSession(open.checkout_session_id!)
      : deps.payments.expireSession(open.checkout_session_id!),
  );
  if (session.status === "open") return open;
  const status = await settleSession(deps, session, { failed: false });
  if (status === "pending")
    throw new AppError("payment_in_progress", "Your bank is still confirming the payment.");
  if (status === "completed")
    throw new AppError("already_owned", "You paid for it a moment ago. It is in your library.");
  return null;
}

/**
 * Inserts the order, or answers the one that a second tab inserted at the same moment. What is offered is read once more and held: it
 * must not be taken back, or become dearer, between the look and the order.
 */
async function insertPending(
  deps: Deps,
  user: User,
  itemId: string,
  readOffer: ReadOffer,
  shown: Money | undefined,
): Promise<Purchase> {
  const now = deps.clock.now();
  const inserted = await deps.db.transaction().execute(async (trx) => {
    // One after the other for a buyer and item, and asked again: no second tab can get in between.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${user.userId} ${itemId}`}, 0))`.execute(trx);
    await refuseOwned(trx, user, itemId);
    const offer = await readOffer(trx, { held: true });
    refuseOtherPrice(offer.price, shown);
    const { amount, currency } = offer.price;
    const row = await trx
      .insertInto("purchases")
      .values({
        id: newId(),
        buyer_id: user.userId,
        [`${offer.kind}_id`]: offer.id,
        creator_id: offer.creatorId,
        status: "pending",
        price_amount: amount,
        price_currency: currency,
        fee_amount: feeOf(amount, deps.config.feeBasisPoints),
        refund_days: offer.refundDays,
        provider: amount === 0 ? "none" : "stripe",
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["buyer_id", "item_id"])
          .where("status", "=", "pending")
          .where("subscription_id", "is", null)
          .doNothing(),
      )
      .returningAll()
      .executeTakeFirst();
    if (row) {
      // After the row, which waits for a block that is just being made, and for a creator who is just leaving.
      await refuseClosed(trx, offer.creatorId);
      if (offer.kind === "post") await refuseBlocked(trx, offer.creatorId, user.userId);
      await recordEvent(trx, deps.clock, {
        type: "purchase.started",
        actorId: user.userId,
        creatorId: offer.creatorId,
        subject: { type: "purchase", id: row.id },
        data: { item: offer.id, amount, currency },
      });
    }
    return row;
  });
  const purchase = inserted ?? (await findOpen(deps, user.userId, itemId));
  if (!purchase) throw new AppError("payment_in_progress", "Try again in a moment.");
  return purchase;
}

async function openSession(deps: Deps, user: User, offer: Offer, purchase: Purchase): Promise<string> {
  const base = deps.config.BASE_URL;
  const customerId = offer.savedCard ? await customerOf(deps, user) : null;
  const session = await askProvider(deps, () =>
    deps.payments.createCheckout({
      purchaseId: purchase.id,
      itemId: offer.id,
      buyerId: user.userId,
      buyerEmail: user.email,
      title: offer.title,
      ...(customerId && { customerId, saveCard: "ask" as const }),
      price: { amount: purchase.price_amount, currency: purchase.price_currency },
      successUrl: `${base}/checkout/return?purchase=${purchase.id}`,
      cancelUrl: `${base}/checkout/cancelled?purchase=${purchase.id}&${offer.cancelQuery}`,
      // From the order's own time, so that a repeated request is the same request to the provider.
      expiresAt: addSeconds(purchase.created_at, OPEN_SECONDS),
    }),
  );
  const stored = await deps.db
    .updateTable("purchases")
    .set({ checkout_session_id: session.id, checkout_url: session.url, updated_at: deps.clock.now() })
    .where("id", "=", purchase.id)
    .where("status", "=", "pending")
    .executeTakeFirst();
  // Another tab has closed the order meanwhile, as when its price changed: its page must not be paid any more.
  if (!stored.numUpdatedRows) await askProvider(deps, () => deps.payments.expireSession(session.id));
  if (!session.url || !stored.numUpdatedRows)
    throw new AppError("payment_in_progress", "The payment page was closed. Try again.");
  return session.url;
}

function findOpen(deps: Deps, buyerId: string, itemId: string): Promise<Purchase | undefined> {
  return deps.db
    .selectFrom("purchases")
    .selectAll()
    .where("buyer_id", "=", buyerId)
    .where("item_id", "=", itemId)
    .where("status", "=", "pending")
    .executeTakeFirst();
}
