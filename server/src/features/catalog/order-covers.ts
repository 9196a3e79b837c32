import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import type { Product } from "./schemas.ts";

/** Puts the covers in the order of `coverIds`, which names each of them once; the first is the one on cards. For editors and owners. */
export async function orderCovers(
  deps: Deps,
  user: User,
  { productId, coverIds }: { productId: string; coverIds: string[] },
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await deps.db.transaction().execute(async (trx) => {
    await lockProduct(trx, productId);
    const covers = await trx
      .selectFrom("product_covers")
      .select("id")
      .where("product_id", "=", productId)
      .execute();
    const named = new Set(coverIds);
    if (coverIds.length !== covers.length || !covers.every(({ id }) => named.has(id))) {
      throw invalidField("coverIds", "Name each cover of the product once.");
    }
    for (const [position, id] of coverIds.entries()) {
      await trx.updateTable("product_covers").set({ position }).where("id", "=", id).execute();
    }
    await recordEvent(trx, deps.clock, {
      type: "product.updated",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { changed: ["covers"] },
    });
  });
  return getProduct(deps, user, productId);
}
