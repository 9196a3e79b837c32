import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";

const MIB = 1024 * 1024;
/** Unless configured: a part of the volume, and no more than a database needs to go on. */
const RESERVE_SHARE = 0.05;
const RESERVE_MB = 2048;

/**
 * Refuses with `storage_full` what would leave less free than the reserve where the bytes lie: the embedded database is there too by
 * default, and a full disk would stop everything. Storage without a bound takes all.
 */
export async function refuseFull(
  { storage, config }: Pick<Deps, "storage" | "config">,
  bytes: number,
): Promise<void> {
  const space = await storage.space();
  if (space === null) return;
  const set = config.UPLOAD_RESERVE_MB;
  const reserve =
    set === undefined ? Math.min(RESERVE_MB * MIB, space.totalBytes * RESERVE_SHARE) : set * MIB;
  if (space.freeBytes - bytes >= reserve) return;
  throw new AppError(
    "storage_full",
    "Ask the operator of this site to make room, then go on. Nothing is lost.",
  );
}
