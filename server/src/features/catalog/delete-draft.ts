import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { removeImage } from "../images/index.ts";
import { COVER_WIDTHS } from "./cover.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import { unusedImages } from "./unused-images.ts";

/** Deletes a product that was never published, and its covers; its files stay. For editors and owners. Others: `wrong_state`. */
export async function deleteDraft(deps: Deps, user: User, productId: string): Promise<void> {
  const { creatorId } = await requireEditor(deps, user, productId);
  const covers = await deps.db.transaction().execute(async (trx) => {
    const { status, title } = await lockProduct(trx, productId);
    if (status !== "draft") {
      throw new AppError("wrong_state", "Only a draft can be deleted; archive this product instead.");
    }
    const gone = await trx
      .deleteFrom("product_covers")
      .where("product_id", "=", productId)
      .returning(["image_key as key", "width"])
      .execute();
    await trx.deleteFrom("products").where("id", "=", productId).execute();
    await recordEvent(trx, deps.clock, {
      type: "product.deleted",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { title },
    });
    return unusedImages(trx, gone);
  });
  for (const cover of covers) await removeImage(deps, cover, COVER_WIDTHS);
}
