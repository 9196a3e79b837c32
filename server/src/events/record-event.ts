import { sql } from "kysely";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import type { EventType } from "./event-types.ts";

export type NewEvent = {
  type: EventType;
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
  // Lists, so that the statement has one text however many there are.
  const list = (read: (event: NewEvent) => string | null | undefined) =>
    events.map((event) => read(event) ?? null);
  await sql`
    insert into events (at, type, actor_id, creator_id, subject_type, subject_id, address, data)
    select ${clock.now()}::timestamptz, e.* from unnest(
      ${list(({ type }) => type)}::text[], ${list(({ actorId }) => actorId)}::uuid[], ${list(({ creatorId }) => creatorId)}::uuid[],
      ${list(({ subject }) => subject?.type)}::text[], ${list(({ subject }) => subject?.id)}::text[],
      ${list(({ address }) => address)}::text[], ${list(({ data }) => JSON.stringify(data ?? {}))}::jsonb[]) e`.execute(
    db,
  );
}
