import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { hasOtherOperator } from "./has-other-operator.ts";

/** Takes the running of the installation off a person; harmless when they do not run it. Refuses the last one who can. */
export async function unmakeOperator(deps: Pick<Deps, "db" | "clock">, userId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("users")
      .set({ operator_since: null })
      .where("id", "=", userId)
      .where("operator_since", "is not", null)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) return;
    if (!(await hasOtherOperator(trx, userId)))
      throw new AppError("wrong_state", "This is the last operator. Make somebody else one first.");
    await recordEvent(trx, deps.clock, {
      type: "user.unmade_operator",
      subject: { type: "user", id: userId },
    });
  });
}
