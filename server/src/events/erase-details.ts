import { sql } from "kysely";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { recordEvent } from "./record-event.ts";

/**
 * Erases what the trail holds of a person beyond opaque ids: the network and the details of everything they did. The events stay,
 * and so does their chain, which holds no more than a salted digest of what is gone. Answers how many were erased.
 */
export async function eraseDetailsOf(db: Database, clock: Clock, userId: string): Promise<number> {
  const { rows } = await sql<{ erased: number }>`with gone as (
      update events set address = null, data = '{}'
      where actor_id = ${userId}::uuid and (address is not null or data <> '{}') returning id),
    unsalted as (update event_chain set salt = null where event_id in (select id from gone))
    select count(*) as erased from gone`.execute(db);
  const { erased } = rows[0]!;
  if (erased > 0) {
    await recordEvent(db, clock, {
      type: "events.erased",
      subject: { type: "user", id: userId },
      data: { count: erased },
    });
  }
  return erased;
}
