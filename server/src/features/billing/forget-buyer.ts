import { sql } from "kysely";
import type { Database } from "../../db/client.ts";

/** Empties what the payment provider has told of somebody, once it was worked through: what it meant stands in the purchases. */
export async function forgetBuyer(trx: Database, email: string): Promise<void> {
  await sql`update webhook_events set payload = '{}'
    where processed_at is not null and strpos(lower(payload::text), ${JSON.stringify(email)}) > 0`.execute(
    trx,
  );
}
