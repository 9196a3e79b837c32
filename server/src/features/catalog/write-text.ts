import type { Database } from "../../db/client.ts";
import type { Clock } from "../../lib/clock.ts";
import type { LockedProduct } from "./own-product.ts";
import type { ProductText } from "./schemas.ts";

const WRITTEN = ["title", "description", "price", "categoryId", "tags"] as const;

/**
 * Writes the given fields of a locked product and counts its revision up. `slug` is taken only with another title and until the
 * first publication, then the address stays.
 */
export async function writeText(
  trx: Database,
  clock: Clock,
  before: LockedProduct,
  text: ProductText,
  slug: string | null = null,
): Promise<void> {
  const writes = WRITTEN.some((field) => text[field] !== undefined);
  const retitled = text.title !== undefined && text.title !== before.title;
  await trx
    .updateTable("products")
    .set({
      ...(text.title !== undefined && { title: text.title }),
      ...(retitled && !before.published_at && slug !== null && { slug }),
      ...(text.description !== undefined && { description: text.description }),
      ...(text.price && { price_amount: text.price.amount, price_currency: text.price.currency }),
      ...(text.categoryId !== undefined && { category_id: text.categoryId }),
      ...(text.tags && { tags: text.tags }),
      ...(writes && { revision: before.revision + 1 }),
      updated_at: clock.now(),
    })
    .where("id", "=", before.id)
    .execute();
}

/** What an event tells of a change: the fields, and a new price beside the one before. */
export function describeChange(
  before: LockedProduct,
  changes: ProductText & { fileIds?: string[] | undefined },
) {
  return {
    changed: Object.keys(changes),
    ...(changes.price && {
      price: changes.price,
      priceBefore: { amount: before.price_amount, currency: before.price_currency },
    }),
  };
}
