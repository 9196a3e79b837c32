import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";

const KEPT_DAYS = 180;

/** Takes all that a person was told, and what they did not want to hear of, with their account. */
export async function forgetNotifications(trx: Database, userId: string): Promise<void> {
  await trx.deleteFrom("notifications").where("user_id", "=", userId).execute();
  await trx.deleteFrom("notification_mutes").where("user_id", "=", userId).execute();
}

/** Removes what nobody looks for any more. */
export async function sweepNotifications(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  await deps.db
    .deleteFrom("notifications")
    .where("created_at", "<", addSeconds(deps.clock.now(), -KEPT_DAYS * 86_400))
    .execute();
}
