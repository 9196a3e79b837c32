import { sql } from "kysely";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { recordEvent } from "./record-event.ts";

/**
 * Erases what the trail holds of a person beyond opaque ids: the network and the details of everything they did, and of
 * what nameless others did to their account. The events stay, and so does their chain, which holds no more than a salted digest of what is gone. Answers how many were erased.
 */
export async function eraseDetailsOf(db: Database, clock: Clock, userId: string): Promise<number> {
  const { rows } = await sql<{ erased: number }>`with gone as (
      update events set address = null, data = '{}'
      where (actor_id = ${userId}::uuid
          or actor_id is null and subject_type = 'user' and subject_id = ${userId})
        and (address is not null or data <> '{}') returning id),
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

const BATCH = 5000;

/**
 * Erases the network and details of everything that was done over the network before `before`; what was recorded without a network
 * stays. A batch is a transaction of its own, and the next run begins where the last one that found something ended. Answers how
 * many were erased.
 */
export async function eraseDetailsBefore(db: Database, clock: Clock, before: Date): Promise<number> {
  const { rows: last } = await sql<{ before: string | null }>`
    select data->>'before' as before from events where type = 'events.erased' and data ? 'before'
    order by at desc, id desc limit 1`.execute(db);
  const from = last[0]?.before ?? "-infinity";
  let total = 0;
  for (;;) {
    const { rows } = await sql<{ erased: number }>`with old as (
        select id from events where at >= ${from}::timestamptz and at < ${before} and address is not null
        order by at limit ${BATCH}),
      gone as (update events set address = null, data = '{}' where id in (select id from old) returning id),
      unsalted as (update event_chain set salt = null where event_id in (select id from gone))
      select count(*)::int as erased from gone`.execute(db);
    total += rows[0]!.erased;
    if (rows[0]!.erased < BATCH) break;
  }
  if (total > 0) {
    await recordEvent(db, clock, {
      type: "events.erased",
      data: { before: before.toISOString(), count: total },
    });
  }
  return total;
}
