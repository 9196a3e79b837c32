import { z } from "zod";
import type { Deps } from "../deps.ts";
import { CHECKPOINT, type SignedCheckpoint, VERSION } from "./sign-checkpoint.ts";

/** A checkpoint outside the database: whoever keeps it can show later that nothing before it was changed or cut off. */
export const checkpointFile = z
  .object({
    kind: z.literal("vaulture-checkpoint"),
    version: z
      .int()
      .min(1)
      .max(VERSION)
      .default(1)
      .describe("1, or absent: signs position and hash alone. 2 and 3: signs all"),
    site: z.string().max(300),
    position: z.int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    at: z.iso.datetime(),
    newestEventId: z.int().min(0).default(0),
    runningBefore: z
      .string()
      .regex(/^\d{1,20}$/)
      .default("0"),
    settledEventId: z.int().min(0).default(0),
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
  const { rows } = await pool.query<SignedCheckpoint>(
    `select ${CHECKPOINT} from event_checkpoints p order by p.position desc limit 1`,
  );
  const newest = rows[0];
  if (!newest) return null;
  return {
    kind: "vaulture-checkpoint",
    site: config.BASE_URL,
    ...newest,
    hash: newest.hash.toString("hex"),
    at: `${newest.at}Z`,
    signature: newest.signature.toString("hex"),
  };
}

/** The other way: the checkpoint that a file holds. */
export function readCheckpoint(file: CheckpointFile): SignedCheckpoint {
  return {
    ...file,
    hash: Buffer.from(file.hash, "hex"),
    at: file.at.slice(0, -1),
    signature: Buffer.from(file.signature, "hex"),
  };
}
