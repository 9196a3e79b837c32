import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { CODE_SECONDS } from "./claim-code.ts";

/** As long as browsers keep the cookie by which they are known. */
const DEVICE_SECONDS = 400 * 86_400;

/** Removes sessions and outstanding confirmations that are over, which opened nothing any more, and browsers long gone. */
export async function sweepSessions(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  const now = deps.clock.now();
  await deps.db.deleteFrom("sessions").where("expires_at", "<", now).execute();
  await deps.db.deleteFrom("verifications").where("expires_at", "<", now).execute();
  await deps.db.deleteFrom("tried_codes").where("tried_at", "<", addSeconds(now, -CODE_SECONDS)).execute();
  await deps.db.deleteFrom("email_changes").where("expires_at", "<", now).execute();
  await deps.db.deleteFrom("devices").where("last_seen_at", "<", addSeconds(now, -DEVICE_SECONDS)).execute();
}
