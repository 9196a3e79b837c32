import type { Database } from "../../db/client.ts";

/** Moves a product's count of sales by `by` (negative takes back); it never falls below zero. In the sale's own transaction. */
export async function incrementSales(trx: Database, productId: string, by: number): Promise<void> {
  await trx
    .updateTable("products")
    .set((eb) => ({
      sales_count: eb.fn<number>("greatest", [eb("sales_count", "+", by), eb.lit(0)]),
    }))
    .where("id", "=", productId)
    .execute();
}
