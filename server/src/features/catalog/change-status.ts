import type { User } from "../../access/viewer.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import { applyPending } from "./pending-edits.ts";
import type { Product, ProductStatus } from "./schemas.ts";

export type StatusChange = {
  to: Exclude<ProductStatus, "draft" | "removed">;
  /** Statuses it may come from; `to` itself is always fine and changes nothing. */
  from: ProductStatus[];
  /** Shown when it comes from another one. */
  refusal: string;
  check?: (trx: Database, product: { id: string; creatorId: string }) => Promise<void>;
};

/** Moves a product to another status, with its event; for editors and owners. Refuses other ways with `wrong_state`. */
export async function changeStatus(
  deps: Deps,
  user: User,
  productId: string,
  change: StatusChange,
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockProduct(trx, productId);
    if (before.status === "removed") {
      throw new AppError("wrong_state", "The operators took this product down; only they can restore it.");
    }
    if (before.status === change.to) return;
    if (!change.from.includes(before.status)) throw new AppError("wrong_state", change.refusal);
    await change.check?.(trx, { id: productId, creatorId });
    // What waited while it was for sale belongs to it from now on: only a published product has pending edits.
    await applyPending(trx, deps.clock, before);
    const now = deps.clock.now();
    await trx
      .updateTable("products")
      .set({
        status: change.to,
        ...(change.to === "published" && !before.published_at && { published_at: now }),
        updated_at: now,
      })
      .where("id", "=", productId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: `product.${change.to}`,
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { from: before.status },
    });
  });
  return getProduct(deps, user, productId);
}
