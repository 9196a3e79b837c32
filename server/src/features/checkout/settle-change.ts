import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import type { PaymentChange } from "../../ports/payments/port.ts";
import { applyChange } from "./apply-change.ts";
import { settleSavedCard } from "./settle-saved-card.ts";
import { settleSession } from "./settle-session.ts";

/**
 * Takes in one change the provider told of. Answers what came of it, for the inbox: `applied`, or why not. Safe to repeat, and
 * for any order: a refund heard before its payment is kept with the purchase, which the payment's metadata names.
 */
export async function settleChange(deps: Deps, change: PaymentChange): Promise<"applied" | "not_ours"> {
  if (change.kind === "session") {
    const status = await settleSession(deps, change.session, { failed: change.failed });
    return status ? "applied" : "not_ours";
  }
  if (change.kind === "saved_card") return settleSavedCard(deps, change.payment);
  const { paymentIntentId, id, amount } = change.kind === "refund" ? change.refund : change.dispute;
  const purchase = paymentIntentId ? await findByPayment(deps, paymentIntentId) : undefined;
  if (!purchase) return "not_ours";
  if (change.kind === "dispute") {
    const { status } = change.dispute;
    await applyChange(deps, purchase.id, { kind: "dispute", id, amount, status }, { paymentIntentId });
    return "applied";
  }
  const { endsAccess } = change.refund;
  const { status } = change.refund;
  await applyChange(
    deps,
    purchase.id,
    { kind: "refund", id, amount, status, endsAccess },
    { paymentIntentId },
  );
  return "applied";
}

async function findByPayment(deps: Deps, paymentIntentId: string) {
  const known = await deps.db
    .selectFrom("purchases")
    .select("id")
    .where("payment_intent_id", "=", paymentIntentId)
    .executeTakeFirst();
  if (known) return known;
  const purchaseId = await deps.payments.findPurchaseId(paymentIntentId);
  if (!purchaseId || !isId(purchaseId)) return undefined;
  return deps.db.selectFrom("purchases").select("id").where("id", "=", purchaseId).executeTakeFirst();
}
