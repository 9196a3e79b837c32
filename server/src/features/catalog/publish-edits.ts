import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getEditing } from "./get-editing.ts";
import { lockSeen, requireEditor } from "./own-product.ts";
import { applyPending } from "./pending-edits.ts";
import type { ProductEditing } from "./schemas.ts";
import { describeChange } from "./write-text.ts";

/**
 * Shows buyers, all at once, what waited to be published; for editors and owners. Nothing waiting changes nothing. Refuses
 * `changed_elsewhere` unless `revision` is the latest: nobody publishes what they have not seen.
 */
export async function publishEdits(
  deps: Deps,
  user: User,
  productId: string,
  revision: number,
): Promise<ProductEditing> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockSeen(trx, productId, revision);
    const changes = await applyPending(trx, deps.clock, before);
    if (!changes) return;
    await recordEvent(trx, deps.clock, {
      type: "product.updated",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: describeChange(before, changes),
    });
  });
  return getEditing(deps, user, productId);
}
