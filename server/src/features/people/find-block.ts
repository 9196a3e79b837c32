import type { Database } from "../../db/client.ts";
import { AppError } from "../../errors.ts";

/** Refuses with `blocked` whoever the creator has shut out. */
export async function refuseBlocked(db: Database, creatorId: string, userId: string): Promise<void> {
  const block = await db
    .selectFrom("fan_blocks")
    .select("user_id")
    .where("creator_id", "=", creatorId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (block) throw new AppError("blocked", "What you have paid for stays open to you.");
}
