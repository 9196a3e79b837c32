import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { applyChange } from "./apply-change.ts";
import { confirmPurchase } from "./confirm-purchase.ts";

/** An order younger than this is left to its webhook. */
const PATIENCE_SECONDS = 120;
/** An order that never reached the provider cannot be paid any more after this. */
const ABANDONED_SECONDS = 86_400;

/**
 * Asks the provider about every order that has been pending for a while, those asked longest ago first, and closes what can no
 * longer be paid. Ends with PaymentProviderError at the first question that is not answered: the next run goes on.
 */
export async function reconcilePurchases(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const pending = await deps.db
    .selectFrom("purchases")
    .select(["id", "checkout_session_id", "created_at"])
    .where("status", "=", "pending")
    .where("created_at", "<", addSeconds(now, -PATIENCE_SECONDS))
    .orderBy("updated_at")
    .limit(200)
    .execute();
  for (const purchase of pending) {
    if (purchase.checkout_session_id) {
      await deps.db.updateTable("purchases").set({ updated_at: now }).where("id", "=", purchase.id).execute();
      await confirmPurchase(deps, purchase.id);
    } else if (purchase.created_at < addSeconds(now, -ABANDONED_SECONDS)) {
      await applyChange(deps, purchase.id, { kind: "expired" });
    }
  }
}
