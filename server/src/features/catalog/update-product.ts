import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { withFreeSlug } from "./free-slug.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import { checkCategory, findGaps, replaceFiles } from "./product-parts.ts";
import type { Product, ProductChanges } from "./schemas.ts";

/**
 * Changes the given fields; for editors and owners. `fileIds` replaces the whole list. Until the first publication the slug follows
 * the title, then it stays. A published product must stay complete. A new price counts for checkouts begun after it.
 */
export async function updateProduct(
  deps: Deps,
  user: User,
  productId: string,
  changes: ProductChanges,
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await withFreeSlug(changes.title ?? "", (slug) =>
    deps.db.transaction().execute(async (trx) => {
      const before = await lockProduct(trx, productId);
      const retitled = changes.title !== undefined && changes.title !== before.title;
      await checkCategory(trx, changes.categoryId);
      await trx
        .updateTable("products")
        .set({
          ...(changes.title !== undefined && { title: changes.title }),
          ...(retitled && !before.published_at && { slug }),
          ...(changes.description !== undefined && { description: changes.description }),
          ...(changes.price && {
            price_amount: changes.price.amount,
            price_currency: changes.price.currency,
          }),
          ...(changes.categoryId !== undefined && { category_id: changes.categoryId }),
          ...(changes.tags && { tags: changes.tags }),
          updated_at: deps.clock.now(),
        })
        .where("id", "=", productId)
        .execute();
      if (changes.fileIds) {
        await replaceFiles(trx, { id: productId, creatorId }, changes.fileIds);
        const gaps = before.status === "published" ? await findGaps(trx, productId) : [];
        if (gaps[0]) throw new AppError("invalid_input", gaps[0].message, { errors: gaps });
      }
      await recordEvent(trx, deps.clock, {
        type: "product.updated",
        actorId: user.userId,
        creatorId,
        subject: { type: "product", id: productId },
        data: {
          changed: Object.keys(changes),
          ...(changes.price && {
            price: changes.price,
            priceBefore: { amount: before.price_amount, currency: before.price_currency },
          }),
        },
      });
    }),
  );
  return getProduct(deps, user, productId);
}
