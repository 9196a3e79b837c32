import type { Database } from "../../db/client.ts";
import type { Clock } from "../../lib/clock.ts";
import type { LockedProduct } from "./own-product.ts";
import { checkCategory } from "./product-parts.ts";
import type { ProductText } from "./schemas.ts";
import { writeText } from "./write-text.ts";

/** What waits to be published of a product, and since when. */
export async function findPending(
  db: Database,
  productId: string,
): Promise<{ changes: ProductText; since: Date } | null> {
  const row = await db
    .selectFrom("product_edits")
    .select(["changes", "created_at"])
    .where("product_id", "=", productId)
    .executeTakeFirst();
  return row ? { changes: row.changes as ProductText, since: row.created_at } : null;
}

/** Adds to what waits; what equals the page as it is waits no longer. Counts the revision up. */
export async function keepPending(
  trx: Database,
  clock: Clock,
  before: LockedProduct,
  edits: ProductText,
): Promise<void> {
  const now = clock.now();
  const merged: ProductText = { ...(await findPending(trx, before.id))?.changes, ...edits };
  const shown = shownText(before);
  const changes = Object.fromEntries(
    Object.entries(merged).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(shown[field as keyof ProductText]),
    ),
  );
  await trx
    .updateTable("products")
    .set({ revision: before.revision + 1 })
    .where("id", "=", before.id)
    .execute();
  if (Object.keys(changes).length === 0) {
    await trx.deleteFrom("product_edits").where("product_id", "=", before.id).execute();
    return;
  }
  const row = { changes: JSON.stringify(changes), updated_at: now };
  await trx
    .insertInto("product_edits")
    .values({ ...row, product_id: before.id, created_at: now })
    .onConflict((conflict) => conflict.column("product_id").doUpdateSet(row))
    .execute();
}

/** Makes what waits part of the product and answers it; null when nothing did. */
export async function applyPending(
  trx: Database,
  clock: Clock,
  before: LockedProduct,
): Promise<ProductText | null> {
  const pending = await findPending(trx, before.id);
  if (!pending) return null;
  await checkCategory(trx, pending.changes.categoryId);
  await writeText(trx, clock, before, pending.changes);
  await trx.deleteFrom("product_edits").where("product_id", "=", before.id).execute();
  return pending.changes;
}

function shownText(product: LockedProduct): Required<ProductText> {
  return {
    title: product.title,
    description: product.description,
    price: { amount: product.price_amount, currency: product.price_currency },
    categoryId: product.category_id,
    tags: product.tags,
  };
}
