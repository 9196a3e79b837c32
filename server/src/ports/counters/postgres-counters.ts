import { sql } from "kysely";
import type { Database } from "../../db/client.ts";
import { addSeconds } from "../../lib/clock.ts";
import type { CountersPort } from "./port.ts";

/** Counters as rows; one statement a hit. */
export function postgresCounters(db: Database): CountersPort {
  return {
    async hit(key, seconds, now) {
      const { rows } = await sql<{ hits: number; window_ends_at: Date }>`
        insert into rate_limits as r (key, hits, window_ends_at) values (${key}, 1, ${addSeconds(now, seconds)})
        on conflict (key) do update set
          hits = case when r.window_ends_at <= ${now} then 1 else r.hits + 1 end,
          window_ends_at = case when r.window_ends_at <= ${now} then excluded.window_ends_at else r.window_ends_at end
        returning hits, window_ends_at`.execute(db);
      const { hits, window_ends_at: endsAt } = rows[0]!;
      return { hits, endsAt };
    },
    async forget(key) {
      await db.deleteFrom("rate_limits").where("key", "=", key).execute();
    },
    async sweep(now) {
      await db.deleteFrom("rate_limits").where("window_ends_at", "<", now).execute();
    },
    close: async () => undefined,
  };
}
