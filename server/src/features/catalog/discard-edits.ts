import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { getEditing } from "./get-editing.ts";
import { lockSeen, requireEditor } from "./own-product.ts";
import type { ProductEditing } from "./schemas.ts";

/** Drops what waited to be published, for good; for editors and owners. Refuses `changed_elsewhere` like {@link publishEdits}. */
export async function discardEdits(
  deps: Deps,
  user: User,
  productId: string,
  revision: number,
): Promise<ProductEditing> {
  await requireEditor(deps, user, productId);
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockSeen(trx, productId, revision);
    await trx.deleteFrom("product_edits").where("product_id", "=", productId).execute();
    await trx
      .updateTable("products")
      .set({ revision: before.revision + 1 })
      .where("id", "=", productId)
      .execute();
  });
  return getEditing(deps, user, productId);
}
