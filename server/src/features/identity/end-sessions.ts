import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { endTrust } from "./end-trust.ts";

/**
 * Ends one of the user's own sessions, or all but this one: the rows go, and with them every cookie, token and running download of
 * theirs. Answers how many ended; somebody else's session is not found.
 */
export async function endSessions(deps: Deps, user: User, which: { id: string } | "others"): Promise<number> {
  return deps.db.transaction().execute(async (trx) => {
    const own = trx.deleteFrom("sessions").where("user_id", "=", user.userId);
    const { numDeletedRows } = await own
      .where("id", which === "others" ? "<>" : "=", which === "others" ? user.sessionId : which.id)
      .executeTakeFirst();
    if (which === "others") await endTrust(trx, deps.clock, user.userId);
    const ended = Number(numDeletedRows);
    if (ended === 0 && which !== "others") throw new AppError("not_found");
    if (ended > 0) {
      await recordEvent(trx, deps.clock, {
        type: "session.ended",
        actorId: user.userId,
        subject: { type: "user", id: user.userId },
        data: { ended },
      });
    }
    return ended;
  });
}
