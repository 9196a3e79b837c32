import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { applyChange } from "./apply-change.ts";
import { confirmPurchase } from "./confirm-purchase.ts";

/** An order younger than this is left to its webhook. */
const PATIENCE_SECONDS = 120;
/** An order that never reached the provider cannot be paid any more after this. */
const ABANDONED_SECONDS = 86_400;

/** Asks the provider about every order that has been pending for a while, oldest first, and closes what can no longer be paid. */
export async function reconcilePurchases(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const pending = await deps.db
    .selectFrom("purchases")
    .select(["id", "checkout_session_id", "created_at"])
    .where("status", "=", "pending")
    .where("created_at", "<", addSeconds(now, -PATIENCE_SECONDS))
    .orderBy("created_at")
    .limit(500)
    .execute();
  for (const purchase of pending) {
    if (purchase.checkout_session_id) await confirmPurchase(deps, purchase.id);
    else if (purchase.created_at < addSeconds(now, -ABANDONED_SECONDS)) {
      await applyChange(deps, purchase.id, { kind: "expired" });
    }
  }
}
