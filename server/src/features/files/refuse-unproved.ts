import { sql } from "kysely";
import type { Database } from "../../db/client.ts";
import { AppError } from "../../errors.ts";

/** Enough to begin at once, too little to fill a disk from accounts that somebody has made up. */
const UNPROVED_GIB = 10;

/**
 * Refuses with `email_not_verified` what goes beyond a first amount of somebody whose address nobody has proved, whichever creators it is
 * for. Within the transaction that announces the file: their announcements wait for one another.
 */
export async function refuseUnproved(trx: Database, userId: string, bytes: number): Promise<void> {
  const user = await trx
    .selectFrom("users")
    .select("email_verified")
    .where("id", "=", userId)
    .executeTakeFirst();
  if (!user || user.email_verified) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`uploads ${userId}`}, 0))`.execute(trx);
  const { used } = await trx
    .selectFrom("files")
    .select(sql<number>`coalesce(sum(size_bytes), 0)::bigint`.as("used"))
    .where("uploader_id", "=", userId)
    .where("status", "<>", "failed")
    .executeTakeFirstOrThrow();
  if (used + bytes > UNPROVED_GIB * 1024 ** 3)
    throw new AppError(
      "email_not_verified",
      `Open the link in the mail that we sent you to upload more than ${UNPROVED_GIB} GiB; you can have it sent again under Settings.`,
    );
}
