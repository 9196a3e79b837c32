import type { Database } from "../../db/client.ts";

/** Keeps what somebody downloaded and when, but not from where or with what. */
export async function forgetPlaces(trx: Database, userId: string): Promise<void> {
  await trx
    .updateTable("downloads")
    .set({ address: null, user_agent: null })
    .where("user_id", "=", userId)
    .execute();
}

/** The same for everybody's downloads from before that time. */
export async function forgetOldPlaces(db: Database, before: Date): Promise<void> {
  await db
    .updateTable("downloads")
    .set({ address: null, user_agent: null })
    .where("created_at", "<", before)
    .where((eb) => eb.or([eb("address", "is not", null), eb("user_agent", "is not", null)]))
    .execute();
}
