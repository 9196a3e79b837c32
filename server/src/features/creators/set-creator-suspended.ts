import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";

/** Suspends a creator or lifts it; every decision about its files sees it at once. */
export async function setCreatorSuspended(
  deps: Deps,
  operator: User,
  input: { id: string; suspended: boolean; reason: string | null },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("creators")
      .set({
        suspended_at: input.suspended ? deps.clock.now() : null,
        suspended_reason: input.suspended ? input.reason : null,
      })
      .where("id", "=", input.id)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new AppError("not_found");
    await recordEvent(trx, deps.clock, {
      type: input.suspended ? "creator.suspended" : "creator.restored",
      actorId: operator.userId,
      creatorId: input.id,
      subject: { type: "creator", id: input.id },
      data: { reason: input.reason },
    });
    if (!input.suspended) return;
    await deps.jobs.add(trx, "close-open-orders", { creatorId: input.id });
    await deps.jobs.add(trx, "end-memberships", { creatorId: input.id });
  });
}
