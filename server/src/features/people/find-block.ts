import { sql } from "kysely";
import type { Database } from "../../db/client.ts";
import { AppError } from "../../errors.ts";

/** Whether the creator has shut somebody out. */
export async function isBlocked(db: Database, creatorId: string, userId: string): Promise<boolean> {
  const block = await db
    .selectFrom("fan_blocks")
    .select("user_id")
    .where("creator_id", "=", creatorId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return block !== undefined;
}

/** Refuses with `blocked` whoever the creator has shut out. */
export async function refuseBlocked(db: Database, creatorId: string, userId: string): Promise<void> {
  if (await isBlocked(db, creatorId, userId))
    throw new AppError("blocked", "What you have paid for stays open to you.");
}

/** The same at the end of a transaction that writes what a block forbids; waits for a block that is just being made, or holds it up. */
export async function refuseBlockedMeanwhile(
  trx: Database,
  { creatorId, canModerate }: { creatorId: string; canModerate: boolean },
  userId: string,
): Promise<void> {
  if (canModerate) return;
  await sql`select 1 from creators where id = ${creatorId} for key share`.execute(trx);
  await refuseBlocked(trx, creatorId, userId);
}
