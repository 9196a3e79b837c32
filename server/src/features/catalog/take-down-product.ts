import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { mailRestoration, mailTakeDown } from "./mails.ts";
import { lockProduct } from "./own-product.ts";
import { applyPending } from "./pending-edits.ts";

export type TakeDown = { productId: string; reason: string; endsAccess: boolean };

/**
 * Takes a product down; for operators. It leaves the shop and cannot be sold, its creator is told why and cannot put it back;
 * `endsAccess` decides whether those who bought it keep it. Payment pages that are open for it are closed. Doing it again with
 * another choice or reason changes these. A draft, which nobody sees, is refused with `wrong_state`.
 */
export async function takeDownProduct(deps: Deps, operator: User, input: TakeDown): Promise<void> {
  const { productId, reason, endsAccess } = input;
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockProduct(trx, productId);
    if (before.status === "draft") throw new AppError("wrong_state", "A draft is seen by nobody.");
    await applyPending(trx, deps.clock, before);
    const now = deps.clock.now();
    await trx
      .updateTable("products")
      .set({
        status: "removed",
        removed_at: now,
        removed_reason: reason,
        removed_ends_access: endsAccess,
        ...(before.status !== "removed" && { removed_from: before.status }),
        updated_at: now,
      })
      .where("id", "=", productId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "product.removed",
      actorId: operator.userId,
      creatorId: before.creator_id,
      subject: { type: "product", id: productId },
      data: { from: before.status, reason, endsAccess },
    });
    await deps.jobs.add(trx, "close-open-orders", { productId });
    await mailTakeDown({ ...deps, db: trx }, before, { reason, endsAccess });
  });
}

/** Gives a product that was taken down its former status back, and its buyers their access; for operators. */
export async function restoreProduct(
  deps: Deps,
  operator: User,
  input: { productId: string; reason: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockProduct(trx, input.productId);
    if (before.status !== "removed" || before.removed_from === null)
      throw new AppError("wrong_state", "This product was not taken down.");
    await trx
      .updateTable("products")
      .set({
        status: before.removed_from,
        removed_at: null,
        removed_reason: null,
        removed_from: null,
        removed_ends_access: null,
        updated_at: deps.clock.now(),
      })
      .where("id", "=", input.productId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "product.restored",
      actorId: operator.userId,
      creatorId: before.creator_id,
      subject: { type: "product", id: input.productId },
      data: { to: before.removed_from, reason: input.reason },
    });
    await mailRestoration({ ...deps, db: trx }, before);
  });
}
