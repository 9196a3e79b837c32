import { sql } from "kysely";

/**
 * Whether a membership opens, the one place where the application says so: what it derived of the payments lasts beyond the moment,
 * and no payment of a running period was taken back. `row` is the alias of a row of `subscriptions`, `at` the moment as SQL. The
 * database's own reading is `membership_opens`, which stays apart (decision 21).
 */
export const openMembership = (row: string, at: string) => `${row}.open_until > ${at} and not exists (
        select 1 from purchases paid
        where paid.subscription_id = ${row}.id and paid.period_ends_at > ${at} and paid.access_ended_at is not null)`;

/** The same as a condition of a query that Kysely builds. */
export function isOpenMembership(row: string, at: Date) {
  const parts = openMembership(row, "\n@at\n").split("\n@at\n");
  return sql<boolean>`(${sql.join(
    parts.map((part) => sql.raw(part)),
    sql`${at}`,
  )})`;
}
