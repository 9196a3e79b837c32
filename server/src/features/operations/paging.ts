import { type RawBuilder, sql } from "kysely";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";

/** A row's time to the microsecond, as a cursor carries it: a Date would lose what the next page must start at. */
export const exactTime = (column: string): RawBuilder<string> =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The condition for rows after a cursor in a list ordered by `time desc, id desc`; refuses a cursor that is none of ours. */
export function afterCursor(
  cursor: string | undefined,
  columns: { time: string; id: string },
  idKind: "uuid" | "integer" = "uuid",
): RawBuilder<unknown>[] {
  if (cursor === undefined) return [];
  const start = decodeCursor(cursor, ["time", idKind]);
  if (!start) throw invalidField("cursor", "is not one of ours");
  const [time, id] = start;
  const type = sql.raw(idKind === "uuid" ? "uuid" : "bigint");
  return [sql`(${sql.ref(columns.time)}, ${sql.ref(columns.id)}) < (${time}::timestamptz, ${id}::${type})`];
}

/** `where` and these conditions, or nothing. */
export function whereAll(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

/** A page of rows that were read with one more than `limit`. */
export function pageOf<Row extends { id: string | number; exact: string }, Item>(
  rows: Row[],
  limit: number,
  show: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(show), nextCursor: last ? encodeCursor([last.exact, last.id]) : null };
}
