import type { Database } from "../../db/client.ts";

/** Keeps that there were alerts about somebody, but not what was found: it names networks and countries. */
export async function forgetAlerts(trx: Database, userId: string): Promise<void> {
  await trx.updateTable("alerts").set({ detail: "{}" }).where("user_id", "=", userId).execute();
}
