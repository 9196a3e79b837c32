import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { removeImage } from "../images/index.ts";
import { COVER_WIDTHS } from "./cover.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import type { Product } from "./schemas.ts";
import { unusedImages } from "./unused-images.ts";

/** Removes a cover of this product, its pictures too; for editors and owners. */
export async function removeCover(
  deps: Deps,
  user: User,
  { productId, coverId }: { productId: string; coverId: string },
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  const gone = await deps.db.transaction().execute(async (trx) => {
    await lockProduct(trx, productId);
    const cover = await trx
      .deleteFrom("product_covers")
      .where("id", "=", coverId)
      .where("product_id", "=", productId)
      .returning(["image_key as key", "width"])
      .executeTakeFirst();
    if (!cover) throw new AppError("not_found");
    await recordEvent(trx, deps.clock, {
      type: "product.updated",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { changed: ["covers"], removed: coverId },
    });
    return (await unusedImages(trx, [cover]))[0];
  });
  if (gone) await removeImage(deps, gone, COVER_WIDTHS);
  return getProduct(deps, user, productId);
}
