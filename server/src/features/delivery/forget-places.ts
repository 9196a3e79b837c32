import type { Database } from "../../db/client.ts";

/** Keeps what somebody downloaded and when, but not from where or with what. */
export async function forgetPlaces(trx: Database, userId: string): Promise<void> {
  await trx
    .updateTable("downloads")
    .set({ address: null, user_agent: null })
    .where("user_id", "=", userId)
    .execute();
}
