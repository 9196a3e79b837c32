import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";

export type NewEvent = {
  /** `noun.verb` in the past tense: `purchase.completed`, `access.denied`. */
  type: string;
  actorId?: string | null;
  creatorId?: string | null;
  subject?: { type: string; id: string };
  /** Client network, truncated. */
  address?: string | null;
  /** Plain facts; never a secret, a token or a storage location. */
  data?: Record<string, unknown>;
};

/** Appends to the trail. Hand in the transaction that makes the change, so that both stand or neither. */
export async function recordEvent(db: Database, clock: Clock, event: NewEvent): Promise<void> {
  await recordEvents(db, clock, [event]);
}

export async function recordEvents(db: Database, clock: Clock, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const at = clock.now();
  await db
    .insertInto("events")
    .values(
      events.map((event) => ({
        at,
        type: event.type,
        actor_id: event.actorId ?? null,
        creator_id: event.creatorId ?? null,
        subject_type: event.subject?.type ?? null,
        subject_id: event.subject?.id ?? null,
        address: event.address ?? null,
        data: JSON.stringify(event.data ?? {}),
      })),
    )
    .execute();
}
