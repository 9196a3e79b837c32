import { createHmac, timingSafeEqual } from "node:crypto";
import type { SigningKey, SigningKeys } from "../lib/signing.ts";
import { timeText } from "./chain-hash.ts";

/** What the sealer knew when it ended a round. */
export type Checkpoint = {
  /**
   * 1 signs position and hash alone, as all did once; 2 signs everything, but may call settled what waited behind a full round of
   * 2000; 3 does not.
   */
  version: number;
  position: number;
  hash: Buffer;
  /** By the database's clock, in UTC to the microsecond. */
  at: string;
  /** The highest number of an event that was committed then. */
  newestEventId: number;
  /** Transactions from this one on had not begun. */
  runningBefore: string;
  /** The events up to this number were sealed, and none was waited for any more. */
  settledEventId: number;
};
export type SignedCheckpoint = Checkpoint & { keyId: number; signature: Buffer };

/** The version that is written now. */
export const VERSION = 3;

/** The columns of a {@link SignedCheckpoint} of `event_checkpoints p`. */
export const CHECKPOINT = `p.version, p.position, p.hash, ${timeText("p.at")} as at, p.newest_event_id as "newestEventId",
  p.running_before::text as "runningBefore", p.settled_event_id as "settledEventId", p.key_id as "keyId", p.signature`;

/** HMAC-SHA256 over what the checkpoint's version signs. */
export function signCheckpoint({ key }: SigningKey, checkpoint: Checkpoint): Buffer {
  const { version, position, hash, at, newestEventId, runningBefore, settledEventId } = checkpoint;
  const mac = createHmac("sha256", key);
  if (version === 1) return mac.update(`${position}:`).update(hash).digest();
  const all = [version, position, hash.toString("hex"), at, newestEventId, runningBefore, settledEventId];
  // Begins with a bracket, so that it is never what version 1 signs, which begins with a digit.
  return mac.update(JSON.stringify(all)).digest();
}

/** Whether a checkpoint is signed by this installation: `unknown` when the key it names is none of ours. */
export function signatureOf(keys: SigningKeys, checkpoint: SignedCheckpoint): "ours" | "wrong" | "unknown" {
  const key = [keys.current, ...keys.previous].find(({ id }) => id === checkpoint.keyId);
  if (!key) return "unknown";
  const wanted = signCheckpoint(key, checkpoint);
  const given = checkpoint.signature;
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? "ours" : "wrong";
}
