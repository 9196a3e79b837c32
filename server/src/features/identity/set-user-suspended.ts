import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";

/** Suspends a person (every session ends with it) or lets them back in. */
export async function setUserSuspended(
  deps: Deps,
  operator: User,
  input: { id: string; suspended: boolean; reason: string | null },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("users")
      .set({
        suspended_at: input.suspended ? deps.clock.now() : null,
        suspended_reason: input.suspended ? input.reason : null,
      })
      .where("id", "=", input.id)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new AppError("not_found");
    if (input.suspended) await trx.deleteFrom("sessions").where("user_id", "=", input.id).execute();
    await recordEvent(trx, deps.clock, {
      type: input.suspended ? "user.suspended" : "user.restored",
      actorId: operator.userId,
      subject: { type: "user", id: input.id },
      data: { reason: input.reason },
    });
  });
}
