import type { Deps } from "../../deps.ts";

/** Removes sessions and outstanding confirmations that are over; they opened nothing any more. */
export async function sweepSessions(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  const now = deps.clock.now();
  await deps.db.deleteFrom("sessions").where("expires_at", "<", now).execute();
  await deps.db.deleteFrom("verifications").where("expires_at", "<", now).execute();
}
