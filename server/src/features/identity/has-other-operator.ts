import { sql } from "kysely";
import type { Database } from "../../db/client.ts";

/** Whether somebody else can run the installation. Asked one after the other until each transaction ends, so that the last two cannot both go. */
export async function hasOtherOperator(trx: Database, userId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('last operator', 0))`.execute(trx);
  const other = await trx
    .selectFrom("users")
    .select("id")
    .where("operator_since", "is not", null)
    .where("suspended_at", "is", null)
    .where("id", "<>", userId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
