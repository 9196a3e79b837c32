import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import type { SavedCardPayment } from "../../ports/payments/port.ts";
import { applyChange } from "./apply-change.ts";
import { recordMismatch } from "./record-mismatch.ts";

/**
 * Takes in what the provider says of a charge of a saved card. One for another amount or currency, or for what was paid otherwise,
 * fulfils nothing and raises `payment.mismatch`.
 */
export async function settleSavedCard(
  deps: Deps,
  { purchaseId, paymentIntentId, price }: SavedCardPayment,
): Promise<"applied" | "not_ours"> {
  const purchase = isId(purchaseId)
    ? await deps.db.selectFrom("purchases").selectAll().where("id", "=", purchaseId).executeTakeFirst()
    : undefined;
  if (!purchase) return "not_ours";
  const samePrice = price.amount === purchase.price_amount && price.currency === purchase.price_currency;
  const paidOtherwise = purchase.payment_intent_id !== null && purchase.payment_intent_id !== paymentIntentId;
  if (samePrice && !paidOtherwise) {
    await applyChange(deps, purchase.id, { kind: "paid" }, { paymentIntentId });
    return "applied";
  }
  await recordMismatch(deps, {
    creatorId: purchase.creator_id,
    subject: { type: "purchase", id: purchase.id },
    by: { payment: paymentIntentId },
    price,
  });
  return "not_ours";
}
