import type { Deps } from "../../deps.ts";
import { applyChange } from "./apply-change.ts";
import { settleSession } from "./settle-session.ts";

/**
 * Job: closes the payment pages that are open for something that may no longer be sold, so that nobody pays for what they would
 * not get. What was paid meanwhile is settled as paid. Safe to repeat.
 */
export async function closeOpenOrders(
  deps: Deps,
  payload: { productId: string } | { creatorId: string },
): Promise<void> {
  const open = await deps.db
    .selectFrom("purchases")
    .select(["id", "checkout_session_id"])
    .where("status", "=", "pending")
    .where((eb) =>
      "productId" in payload
        ? eb("product_id", "=", payload.productId)
        : eb("creator_id", "=", payload.creatorId),
    )
    .execute();
  for (const order of open) {
    if (order.checkout_session_id === null) await applyChange(deps, order.id, { kind: "expired" });
    else {
      const session = await deps.payments.expireSession(order.checkout_session_id);
      await settleSession(deps, session, { failed: false });
    }
  }
}
