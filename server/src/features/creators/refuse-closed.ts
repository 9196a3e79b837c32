import type { Database } from "../../db/client.ts";
import { AppError } from "../../errors.ts";

/** Refuses as if it were not there what a creator offers who has closed; for the end of a transaction that holds the creator's row. */
export async function refuseClosed(db: Database, creatorId: string): Promise<void> {
  const { closed_at } = await db
    .selectFrom("creators")
    .select("closed_at")
    .where("id", "=", creatorId)
    .executeTakeFirstOrThrow();
  if (closed_at) throw new AppError("not_found");
}
