import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";

/**
 * Lets a person run the installation. Harmless when they do already. Whoever says so at the machine vouches for the address, so that they can
 * set a second factor up where no mail arrives yet.
 */
export async function makeOperator(deps: Deps, userId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("users")
      .set({ operator_since: deps.clock.now(), email_verified: true })
      .where("id", "=", userId)
      .where("operator_since", "is", null)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) return;
    await recordEvent(trx, deps.clock, { type: "user.made_operator", subject: { type: "user", id: userId } });
  });
}
