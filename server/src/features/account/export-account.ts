import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { OF_OWN_CREATORS, OF_PERSON, type Section } from "./export-sections.ts";

/** Rows that are read at a time, so that an account of any size is a stream and not a lump. */
const AT_ONCE = 500;

/**
 * Everything stored about a person as the pieces of one JSON document, in the house's own words. Secrets (password, sessions' and
 * links' tokens) and what belongs to others are not in it.
 */
export async function* exportAccount(deps: Deps, user: User): AsyncGenerator<string> {
  const { rows } = await sql`
    select id, name, email, email_verified, operator_since, created_at from users where id = ${user.userId}`.execute(
    deps.db,
  );
  yield `{"exportedAt":${JSON.stringify(deps.clock.now())},"profile":${JSON.stringify(rows[0])}`;
  const own = sql`select creator_id from creator_members where user_id = ${user.userId} and role = 'owner'`;
  const sections = [
    ...Object.entries(OF_PERSON).map(
      ([name, section]) => [name, section, sql<SqlBool>`${sql.ref(section.by)} = ${user.userId}`] as const,
    ),
    ...Object.entries(OF_OWN_CREATORS).map(
      ([name, section]) => [name, section, sql<SqlBool>`${sql.ref(section.by)} in (${own})`] as const,
    ),
  ];
  for (const [name, section, mine] of sections) {
    yield `,"${name}":[`;
    let first = true;
    for await (const row of readAll(deps, section, mine)) {
      yield `${first ? "" : ","}${JSON.stringify(row)}`;
      first = false;
    }
    yield "]";
  }
  yield "}";
}

async function* readAll(deps: Deps, { table, columns, key = "id" }: Section, mine: RawBuilder<SqlBool>) {
  let after: unknown = null;
  for (;;) {
    const further = after === null ? sql`true` : sql`${sql.raw(key)} > ${after}`;
    const { rows } = await sql<{ row: object; at: unknown }>`
      select to_jsonb(told) as row, cursor as at from (
        select ${sql.raw(key)} as cursor, ${sql.raw(columns)} from ${sql.table(table)} as s
        where ${mine} and ${further} order by ${sql.raw(key)} limit ${AT_ONCE}
      ) told`.execute(deps.db);
    for (const { row } of rows) yield withoutCursor(row);
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.at;
  }
}

function withoutCursor(row: object): object {
  const { cursor: _, ...told } = row as Record<string, unknown>;
  return told;
}
