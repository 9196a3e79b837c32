import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import type { PurchaseStatus } from "./purchase-state.ts";

/** A purchase of the user's own, to be told of its status as it changes; nothing for anybody else, the seller included. */
export function watchPurchase(deps: Pick<Deps, "db" | "announcements">, user: User, purchaseId: string) {
  return {
    subscribe: (changed: () => void) =>
      deps.announcements.subscribe("purchase", (id) => {
        if (id === null || id === purchaseId) changed();
      }),
    async read() {
      const purchase = await deps.db
        .selectFrom("purchases")
        .select("status")
        .where("id", "=", purchaseId)
        .where("buyer_id", "=", user.userId)
        .executeTakeFirst();
      if (!purchase) throw new AppError("not_found");
      return { data: { status: purchase.status }, final: FINAL.has(purchase.status) };
    },
  };
}

/** What hardly changes any more; a page that shows it has no need to wait. */
const FINAL = new Set<PurchaseStatus>(["failed", "expired", "refunded", "dispute_lost"]);
