import type pg from "pg";
import { batched } from "../lib/batch.ts";

/** Few statements at once with many rows each are several times cheaper for PostgreSQL than many with one. */
export const TOGETHER = { most: 64, inFlight: 3 };

/**
 * Reads one row for each item, or none; items that are asked for while earlier ones are under way go in one query. The statement
 * takes lists (`unnest(…) with ordinality`) and says in `n` which item, counted from 1, a row belongs to.
 *
 * A list belongs into a subquery, `unnest((select $1::uuid[]))`: PostgreSQL would else see how long it is and plan the statement
 * anew each time, which costs more than running it.
 */
export function rowOfEach<Item, Row>(
  pool: pg.Pool,
  statement: { name: string; text: string },
  values: (items: Item[]) => unknown[],
): (item: Item) => Promise<Row | undefined> {
  return batched(async (items) => {
    const { rows } = await pool.query<Row & { n: number }>({ ...statement, values: values(items) });
    const found = new Map<number, Row>(rows.map((row) => [row.n, row]));
    return items.map((_, index) => found.get(index + 1));
  }, TOGETHER);
}
