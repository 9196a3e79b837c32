import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { getProduct } from "./get-product.ts";
import { requireEditor } from "./own-product.ts";
import { findPending } from "./pending-edits.ts";
import type { ProductEditing } from "./schemas.ts";

/** A product with what waits to be published of it; for editors and owners. */
export async function getEditing(deps: Deps, user: User, productId: string): Promise<ProductEditing> {
  await requireEditor(deps, user, productId);
  // First the revision: what is read after it can only be newer, which the next save then notices.
  const { revision } = await deps.db
    .selectFrom("products")
    .select("revision")
    .where("id", "=", productId)
    .executeTakeFirstOrThrow();
  const pending = await findPending(deps.db, productId);
  return {
    product: await getProduct(deps, user, productId),
    revision,
    pending: pending?.changes ?? {},
    pendingSince: pending?.since.toISOString() ?? null,
  };
}
