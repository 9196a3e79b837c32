import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;

// Sizes and counts are far below 2^53; a string where a number is meant invites mistakes.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A day is no moment: as a Date it would depend on the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String);

/**
 * Of the connections of the gate, whose statements are prepared once and asked for ever after. One plan is made for whatever values
 * come: to plan these costs more than to run them. It uses indexes, since a plan that was made while a table was small is kept when
 * it has grown. And nothing waits for the disk: what a crash of the machine takes with it is a link that then does not open, or the
 * start of one, which its own viewer may then start again. What was sent is recorded elsewhere.
 */
export const GATE_SETTINGS = [
  "set plan_cache_mode = force_generic_plan",
  ...["seqscan", "hashjoin", "mergejoin"].map((way) => `set enable_${way} = off`),
  "set synchronous_commit = off",
].join("; ");

/** The pool behind everything, and the typed query builder over it. `pool` itself is for the few named hot-path statements. */
export function openDatabase(
  url: string,
  { maxConnections, settings }: { maxConnections: number; settings?: string },
): { pool: pg.Pool; db: Database } {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: "vaulture",
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    ...(settings && { onConnect: async (client: pg.ClientBase) => void (await client.query(settings)) }),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }) };
}
