import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getProduct } from "./get-product.ts";
import { requireEditor } from "./own-product.ts";
import type { Product } from "./schemas.ts";

/** Says what a cover shows, for people who cannot see it; for editors and owners. */
export async function describeCover(
  deps: Deps,
  user: User,
  { productId, coverId, alt }: { productId: string; coverId: string; alt: string },
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await deps.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("product_covers")
      .set({ alt })
      .where("id", "=", coverId)
      .where("product_id", "=", productId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError("not_found");
    await recordEvent(trx, deps.clock, {
      type: "product.updated",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { changed: ["covers"], described: coverId },
    });
  });
  return getProduct(deps, user, productId);
}
