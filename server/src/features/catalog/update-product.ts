import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { withFreeSlug } from "./free-slug.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import { checkCategory, setFiles } from "./product-parts.ts";
import type { Product, ProductChanges } from "./schemas.ts";
import { describeChange, writeText } from "./write-text.ts";

/**
 * Changes the given fields at once, also of a product for sale (the studio's editor saves with `saveEdits` instead); for editors
 * and owners. `fileIds` replaces the whole list. Until the first publication the slug follows the title, then it stays. A published
 * product must stay complete. A new price counts for checkouts begun after it.
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
      await checkCategory(trx, changes.categoryId);
      await writeText(trx, deps.clock, before, changes, slug);
      if (changes.fileIds) await setFiles(trx, deps.clock, { ...before, creatorId }, changes.fileIds);
      await recordEvent(trx, deps.clock, {
        type: "product.updated",
        actorId: user.userId,
        creatorId,
        subject: { type: "product", id: productId },
        data: describeChange(before, changes),
      });
    }),
  );
  return getProduct(deps, user, productId);
}
