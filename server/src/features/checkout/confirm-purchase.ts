import type { Deps } from "../../deps.ts";
import { settleSession } from "./settle-session.ts";

/**
 * Asks the provider once what became of a pending purchase, so that a late webhook strands nobody. Harmless for any
 * other. Throws PaymentProviderError when the provider does not answer.
 */
export async function confirmPurchase(deps: Deps, purchaseId: string): Promise<void> {
  const purchase = await deps.db
    .selectFrom("purchases")
    .select("checkout_session_id")
    .where("id", "=", purchaseId)
    .where("status", "=", "pending")
    .executeTakeFirst();
  if (!purchase?.checkout_session_id) return;
  await settleSession(deps, await deps.payments.getSession(purchase.checkout_session_id), { failed: false });
}
