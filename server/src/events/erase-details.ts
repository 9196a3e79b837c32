import { sql } from "kysely";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";

/**
 * Erases what the trail holds of a person beyond opaque ids, whose account is deleted: the network and the details of everything they
 * did, and of what nameless others did to their account. The events stay, and so does their chain, which holds no more than a salted
 * digest of what is gone; `events.erased` tells which they were (migration 0086). Answers how many were erased.
 */
export async function eraseDetailsOf(db: Database, clock: Clock, userId: string): Promise<number> {
  const { rows } = await sql<{ erased: number }>`
    select erase_details_of(${userId}, ${clock.now()}) as erased`.execute(db);
  return rows[0]!.erased;
}

const BATCH = 5000;

/**
 * Erases the network and details of everything that was done over the network before `before`; what was recorded without a network
 * stays. A batch is a transaction of its own, with an `events.erased` of its own, and goes on where the one before ended. Answers
 * how many were erased.
 */
export async function eraseDetailsBefore(db: Database, clock: Clock, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await sql<{ erased: number }>`
      select erase_details_before(${before}, ${clock.now()}, ${BATCH}) as erased`.execute(db);
    total += rows[0]!.erased;
    if (rows[0]!.erased < BATCH) return total;
  }
}
