import { sql } from "kysely";
import { countingPurchaseFirst, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";

/** The user's paid purchase of a product: one that is open if there is any, else the latest that has ended. */
export async function findOwnPurchase(
  deps: Pick<Deps, "db">,
  user: User,
  productId: string,
): Promise<string | null> {
  const purchase = await deps.db
    .selectFrom("purchases")
    .select("id")
    .where("buyer_id", "=", user.userId)
    .where("product_id", "=", productId)
    .where("completed_at", "is not", null)
    .orderBy(sql.raw(countingPurchaseFirst("purchases")))
    .executeTakeFirst();
  return purchase?.id ?? null;
}
