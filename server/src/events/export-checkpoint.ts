import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { SigningKeys } from "../lib/signing.ts";
import { signCheckpoint } from "./chain-hash.ts";

/** A checkpoint outside the database: whoever keeps it can show later that nothing before it was changed or cut off. */
export const checkpointFile = z
  .object({
    kind: z.literal("vaulture-checkpoint"),
    site: z.string().max(300),
    position: z.int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    at: z.iso.datetime(),
    keyId: z.int().min(0).max(255),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: "TrailCheckpoint" });
export type CheckpointFile = z.output<typeof checkpointFile>;

/** The newest checkpoint of the chain; null while there is none. */
export async function exportCheckpoint({
  pool,
  config,
}: Pick<Deps, "pool" | "config">): Promise<CheckpointFile | null> {
  const { rows } = await pool.query<{
    position: number;
    hash: Buffer;
    at: Date;
    key_id: number;
    signature: Buffer;
  }>("select position, hash, at, key_id, signature from event_checkpoints order by position desc limit 1");
  const newest = rows[0];
  if (!newest) return null;
  return {
    kind: "vaulture-checkpoint",
    site: config.BASE_URL,
    position: Number(newest.position),
    hash: newest.hash.toString("hex"),
    at: newest.at.toISOString(),
    keyId: newest.key_id,
    signature: newest.signature.toString("hex"),
  };
}

/** Whether a checkpoint is signed by this installation: `unknown` when the key it names is none of ours. */
export function signatureOf(
  keys: SigningKeys,
  { position, hash, keyId, signature }: { position: number; hash: Buffer; keyId: number; signature: Buffer },
): "ours" | "wrong" | "unknown" {
  const key = [keys.current, ...keys.previous].find(({ id }) => id === keyId);
  if (!key) return "unknown";
  const wanted = signCheckpoint(key, position, hash);
  return wanted.length === signature.length && timingSafeEqual(wanted, signature) ? "ours" : "wrong";
}
