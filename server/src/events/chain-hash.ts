import { createHash } from "node:crypto";

/** An event as the database writes it: texts, so that no conversion on the way can hide a change. */
export type EventText = {
  id: string;
  at: string;
  type: string;
  actor_id: string | null;
  creator_id: string | null;
  subject_type: string | null;
  subject_id: string | null;
  address: string | null;
  data: string;
};

/** A time as a text that loses nothing: microseconds, in UTC. Such texts sort as their times do. */
export const timeText = (time: string) => `to_char(${time} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** The columns of {@link EventText} of `events e`. */
export const EVENT_TEXT = `e.id::text, ${timeText("e.at")} as at, e.type,
  e.actor_id::text, e.creator_id::text, e.subject_type, e.subject_id, e.address, e.data::text as data`;

/** What the first event is chained to. */
export const CHAIN_START = Buffer.alloc(32);

/** Stands for what may be erased of an event; says nothing about it to whoever lacks the salt. */
export function digestDetails(salt: Buffer, event: EventText): Buffer {
  return sha256(salt, JSON.stringify([event.address, event.data]));
}

/** SHA-256 over the hash before, what stays of the event for good, and the digest of its details. */
export function chainHash(before: Buffer, event: EventText, detailsDigest: Buffer): Buffer {
  const { id, at, type, actor_id, creator_id, subject_type, subject_id } = event;
  const kept = JSON.stringify([id, at, type, actor_id, creator_id, subject_type, subject_id]);
  return sha256(before, String(Buffer.byteLength(kept)), ":", kept, detailsDigest);
}

function sha256(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
