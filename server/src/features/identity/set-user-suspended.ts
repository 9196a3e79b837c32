import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { hasOtherOperator } from "./has-other-operator.ts";

/**
 * Suspends a person (every session ends with it, and memberships are not renewed) or lets them back in. Refuses to suspend oneself,
 * or the last operator, with `wrong_state`.
 */
export async function setUserSuspended(
  deps: Deps,
  operator: User,
  input: { id: string; suspended: boolean; reason: string | null },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (input.suspended && input.id === operator.userId)
      throw new AppError("wrong_state", "You cannot suspend yourself.");
    // Two operators who suspend each other at once must not both succeed.
    if (input.suspended && !(await hasOtherOperator(trx, input.id)))
      throw new AppError("wrong_state", "This is the last operator.");
    const changed = await trx
      .updateTable("users")
      .set({
        suspended_at: input.suspended ? deps.clock.now() : null,
        suspended_reason: input.suspended ? input.reason : null,
      })
      .where("id", "=", input.id)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new AppError("not_found");
    if (input.suspended) {
      await trx.deleteFrom("sessions").where("user_id", "=", input.id).execute();
      await deps.jobs.add(trx, "end-memberships", { userId: input.id });
    }
    await recordEvent(trx, deps.clock, {
      type: input.suspended ? "user.suspended" : "user.restored",
      actorId: operator.userId,
      subject: { type: "user", id: input.id },
      data: { reason: input.reason },
    });
  });
}
