import type { Database } from "../../db/client.ts";
import type { PurchaseStatus } from "./purchase-state.ts";

/** Removes the orders of a post that ended without any money. Answers how those that are left stand. */
export async function removeUnpaidOrders(trx: Database, postId: string): Promise<PurchaseStatus[]> {
  await trx
    .deleteFrom("purchases as p")
    .where("p.item_id", "=", postId)
    .where("p.completed_at", "is", null)
    .where("p.status", "in", ["expired", "failed"])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("refunds as r").select("r.id").whereRef("r.purchase_id", "=", "p.id"))),
    )
    .execute();
  const left = await trx.selectFrom("purchases").select("status").where("item_id", "=", postId).execute();
  return left.map(({ status }) => status);
}
