import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import type { SessionState } from "../../ports/payments/port.ts";
import { applyChange } from "./apply-change.ts";
import type { PurchaseStatus } from "./purchase-state.ts";
import { recordMismatch } from "./record-mismatch.ts";

/**
 * Takes in what the provider says of a checkout session, whoever brought it: webhook, return page or reconciliation. The session
 * must be the very one made for the purchase, for its amount and currency; anything else fulfils nothing and raises
 * `payment.mismatch`. Answers the purchase's status, or null when the session is none of ours.
 */
export async function settleSession(
  deps: Deps,
  session: SessionState,
  { failed }: { failed: boolean },
): Promise<PurchaseStatus | null> {
  const purchase =
    session.purchaseId && isId(session.purchaseId) ? await findPurchase(deps, session.purchaseId) : undefined;
  if (!purchase) return null;
  // An answer that was lost on the way left the order without its session's id; the metadata of our own request vouches for it.
  const sameSession = purchase.checkout_session_id === null || purchase.checkout_session_id === session.id;
  const samePrice =
    session.price.amount === purchase.price_amount && session.price.currency === purchase.price_currency;
  if (!sameSession || !samePrice) {
    await recordMismatch(deps, {
      creatorId: purchase.creator_id,
      subject: { type: "purchase", id: purchase.id },
      by: { session: session.id },
      price: session.price,
    });
    return null;
  }
  const { paymentIntentId } = session;
  if (failed) {
    const failureReason = "The bank did not confirm the payment.";
    return (await applyChange(deps, purchase.id, { kind: "failed" }, { paymentIntentId, failureReason }))
      .status;
  }
  if (session.status === "complete" && session.paid) {
    return (await applyChange(deps, purchase.id, { kind: "paid" }, { paymentIntentId })).status;
  }
  if (session.status === "expired") {
    return (await applyChange(deps, purchase.id, { kind: "expired" })).status;
  }
  return purchase.status;
}

async function findPurchase(deps: Deps, id: string) {
  return deps.db.selectFrom("purchases").selectAll().where("id", "=", id).executeTakeFirst();
}
