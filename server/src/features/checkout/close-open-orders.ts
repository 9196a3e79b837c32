import type { Deps } from "../../deps.ts";
import type { JobPayloads } from "../../jobs/jobs.ts";
import { addSeconds } from "../../lib/clock.ts";
import { applyChange } from "./apply-change.ts";
import { settleSession } from "./settle-session.ts";

/**
 * Job: closes the payment pages that are open for something that may no longer be sold, so that nobody pays for what they would
 * not get. What was paid meanwhile is settled as paid. Safe to repeat. Orders that may be charged to a saved card at this very moment
 * are left open; answers how many.
 */
export async function closeOpenOrders(
  deps: Deps,
  payload: JobPayloads["close-open-orders"],
): Promise<number> {
  const open = await deps.db
    .selectFrom("purchases")
    .select(["id", "checkout_session_id", "created_at"])
    .where("status", "=", "pending")
    .where((eb) => {
      if ("productId" in payload) return eb("product_id", "=", payload.productId);
      if ("postId" in payload) return eb("post_id", "=", payload.postId);
      const ofCreator = eb("creator_id", "=", payload.creatorId);
      if (!("buyerId" in payload)) return ofCreator;
      return eb.and([ofCreator, eb("buyer_id", "=", payload.buyerId), eb("post_id", "is not", null)]);
    })
    .execute();
  let left = 0;
  for (const order of open) {
    if (order.checkout_session_id === null && isBeingCharged(deps, order)) left++;
    else if (order.checkout_session_id === null) await applyChange(deps, order.id, { kind: "expired" });
    else {
      const session = await deps.payments.expireSession(order.checkout_session_id);
      await settleSession(deps, session, { failed: false });
    }
  }
  return left;
}

/** A charge is asked for right after the order is written, and waits for its answer so long. */
const CHARGE_SECONDS = 90;

function isBeingCharged({ clock }: Deps, { created_at }: { created_at: Date }): boolean {
  return clock.now() < addSeconds(created_at, CHARGE_SECONDS);
}
