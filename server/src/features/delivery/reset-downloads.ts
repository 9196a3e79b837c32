import { sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { requireSold } from "../checkout/index.ts";

/**
 * Lets a buyer download everything of a purchase anew, as if nothing had been; for editors and owners of the creator, and operators.
 * What was sent stays on record.
 */
export async function resetDownloads(deps: Deps, user: User, purchaseId: string): Promise<void> {
  const purchase = await requireSold(deps, user, purchaseId);
  await deps.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("downloads")
      .set({ forgiven_bytes: sql`bytes_sent` })
      .where("purchase_id", "=", purchaseId)
      .where("started_at", "is not", null)
      .executeTakeFirst();
    await recordEvent(trx, deps.clock, {
      type: "downloads.reset",
      actorId: user.userId,
      creatorId: purchase.creator_id,
      subject: { type: "purchase", id: purchaseId },
      data: { downloads: Number(numUpdatedRows) },
    });
  });
}
