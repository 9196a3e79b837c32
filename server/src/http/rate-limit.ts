import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import { addSeconds } from "../lib/clock.ts";

/** At most `max` hits in each window of `seconds`. */
export type RateLimit = { name: string; max: number; seconds: number };

/**
 * Counts a hit of `who` (a viewer or an address block) against `limit` and refuses with 429 and `Retry-After` past it. One
 * statement on a table that all nodes share.
 */
export async function limitRate(deps: Deps, limit: RateLimit, who: string): Promise<void> {
  if (deps.config.RATE_LIMITS === "off") return;
  const now = deps.clock.now();
  const { rows } = await sql<{ hits: number; window_ends_at: Date }>`
    insert into rate_limits as r (key, hits, window_ends_at)
    values (${`${limit.name}:${who}`}, 1, ${addSeconds(now, limit.seconds)})
    on conflict (key) do update set
      hits = case when r.window_ends_at <= ${now} then 1 else r.hits + 1 end,
      window_ends_at = case when r.window_ends_at <= ${now} then excluded.window_ends_at else r.window_ends_at end
    returning hits, window_ends_at`.execute(deps.db);
  const { hits, window_ends_at } = rows[0]!;
  if (hits <= limit.max) return;
  const retryAfter = Math.max(1, Math.ceil((window_ends_at.getTime() - now.getTime()) / 1000));
  throw new AppError("rate_limited", `Try again in ${retryAfter} seconds.`, {
    headers: { "retry-after": String(retryAfter) },
  });
}

/** Takes back every hit of `who`: the password was right after all. */
export async function forgiveRate(deps: Deps, limit: RateLimit, who: string): Promise<void> {
  await deps.db.deleteFrom("rate_limits").where("key", "=", `${limit.name}:${who}`).execute();
}

/** Job: drops counters whose window is over. */
export async function sweepRateLimits(deps: Deps): Promise<void> {
  await deps.db.deleteFrom("rate_limits").where("window_ends_at", "<", deps.clock.now()).execute();
}
