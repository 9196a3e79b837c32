import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { hashToken } from "./token.ts";

/** Longer than a code counts: its own half minute and one before and after (RFC 6238, section 5.2), and clocks that differ. */
export const CODE_SECONDS = 300;

/**
 * Whether this code of somebody's app is tried for the first time, by whichever of several requests at once. Right or wrong, it is
 * not looked at again while it could count.
 */
export async function claimCode(
  { db, clock }: Pick<Deps, "db" | "clock">,
  userId: string,
  code: string,
): Promise<boolean> {
  const now = clock.now();
  const claimed = await db
    .insertInto("tried_codes")
    .values({ user_id: userId, code_hash: hashToken(`${userId} ${code}`), tried_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["user_id", "code_hash"])
        .doUpdateSet({ tried_at: now })
        .where("tried_codes.tried_at", "<", addSeconds(now, -CODE_SECONDS)),
    )
    .executeTakeFirst();
  return Number(claimed.numInsertedOrUpdatedRows ?? 0) === 1;
}
