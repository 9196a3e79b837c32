import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { endTrust } from "./end-trust.ts";

/** Ends every session of a person, for operators; downloads under way stop with them. Answers how many there were. */
export async function signOutEverywhere(
  deps: Pick<Deps, "db" | "clock">,
  operator: User,
  input: { id: string; reason: string },
): Promise<number> {
  return deps.db.transaction().execute(async (trx) => {
    const person = await trx.selectFrom("users").select("id").where("id", "=", input.id).executeTakeFirst();
    if (!person) throw new AppError("not_found");
    const { numDeletedRows } = await trx
      .deleteFrom("sessions")
      .where("user_id", "=", input.id)
      .executeTakeFirstOrThrow();
    await endTrust(trx, deps.clock, input.id);
    const sessions = Number(numDeletedRows);
    await recordEvent(trx, deps.clock, {
      type: "user.signed_out",
      actorId: operator.userId,
      subject: { type: "user", id: input.id },
      data: { sessions, reason: input.reason },
    });
    return sessions;
  });
}
