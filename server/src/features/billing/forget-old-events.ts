import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";

const KEPT_SECONDS = 90 * 86_400;

/** Removes processed provider events after 90 days: they carry payers' names and addresses, and the ledger keeps what they meant. */
export async function forgetOldEvents(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  await deps.db
    .deleteFrom("webhook_events")
    .where("processed_at", "<", addSeconds(deps.clock.now(), -KEPT_SECONDS))
    .execute();
}
