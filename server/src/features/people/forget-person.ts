import type { Database } from "../../db/client.ts";

/** Takes a person out of what people do together, within the caller's transaction: what they said is blank, and answers to it stay. */
export async function forgetPerson(trx: Database, userId: string, now: Date): Promise<void> {
  for (const table of ["follows", "post_likes", "fan_blocks"] as const)
    await trx.deleteFrom(table).where("user_id", "=", userId).execute();
  const own = trx.selectFrom("comments").select("id").where("author_id", "=", userId);
  await trx.updateTable("reports").set({ said: "" }).where("subject_id", "in", own).execute();
  await trx.updateTable("reports").set({ details: "" }).where("reporter_id", "=", userId).execute();
  await trx
    .updateTable("comments")
    .set({ body: "", deleted_at: now })
    .where("author_id", "=", userId)
    .where("deleted_at", "is", null)
    .execute();
}
