import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import type { Home } from "./schemas.ts";

const RECENT_SECONDS = 7 * 86_400;

/** What needs somebody's attention. */
export async function findAlerts(
  { pool, clock }: Pick<Deps, "pool" | "clock">,
  user: User,
  creator: { id: string; suspendedAt: Date | null },
): Promise<Home["alerts"]> {
  const { rows } = await pool.query<{ failed: number; disputes: number; verified: boolean }>(
    `select
       (select count(*) from files where creator_id = $1 and status = 'failed' and created_at > $3) as failed,
       (select count(*) from purchases where creator_id = $1 and status = 'disputed') as disputes,
       (select email_verified from users where id = $2) as verified`,
    [creator.id, user.userId, addSeconds(clock.now(), -RECENT_SECONDS)],
  );
  const { failed, disputes, verified } = rows[0]!;
  return {
    suspended: creator.suspendedAt !== null,
    emailUnconfirmed: !verified,
    failedUploads: failed,
    openDisputes: disputes,
  };
}
