import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { EventsQuery, eventRow } from "./events-schemas.ts";
import { afterCursor, exactTime, pageOf, whereAll } from "./paging.ts";

export type TrailRow = {
  id: number;
  exact: string;
  at: Date;
  type: string;
  actor_id: string | null;
  actor_name: string | null;
  actor_email: string | null;
  creator_id: string | null;
  handle: string | null;
  subject_type: string | null;
  subject_id: string | null;
  label: string | null;
  address: string | null;
  data: Record<string, unknown>;
};

/**
 * The event trail, newest first, narrowed by what was asked. Every way to narrow it has an index in the list's own order, so that
 * a page costs the same however long the trail is. For operators.
 */
export async function listEvents(deps: Pick<Deps, "db">, input: EventsQuery) {
  const shared = [
    ...(input.type ? [sql`e.type = ${input.type}`] : []),
    ...(input.creator ? [sql`e.creator_id = ${input.creator}`] : []),
    ...(input.actor ? [sql`e.actor_id = ${input.actor}`] : []),
    ...(input.subject ? [sql`e.subject_id = ${input.subject}`] : []),
    ...(input.from ? [sql`e.at >= ${input.from}::timestamptz`] : []),
    ...(input.to ? [sql`e.at < ${input.to}::timestamptz`] : []),
    ...afterCursor(input.cursor, { time: "e.at", id: "e.id" }, "integer"),
  ];
  // Two indexes, each read in order as far as one page, rather than both of them whole.
  const arms = input.about
    ? [sql`e.actor_id = ${input.about}`, sql`e.subject_id = ${input.about}`]
    : [sql`true`];
  const most = input.limit + 1;
  const arm = (condition: RawBuilder<unknown>) =>
    sql`(select e.* from events e ${whereAll([condition, ...shared])} order by e.at desc, e.id desc limit ${most})`;
  const rows = await describeEvents(deps.db, sql`${sql.join(arms.map(arm), sql` union `)}`, most);
  return {
    ...pageOf(rows, input.limit, toEvent),
    types: input.cursor === undefined ? await listTypes(deps.db) : [],
  };
}

/** Rows of the trail, newest first, with what those are called who are in them. `chosen` is a query for rows of `events`. */
export async function describeEvents(
  db: Database,
  chosen: RawBuilder<unknown>,
  most: number,
): Promise<TrailRow[]> {
  const { rows } = await sql<TrailRow>`
    select e.*, ${exactTime("e.at")} as exact, u.name as actor_name, u.email as actor_email, c.handle, ${label} as label
    from (${chosen}) e
    left join users u on u.id = e.actor_id
    left join creators c on c.id = e.creator_id
    order by e.at desc, e.id desc limit ${most}`.execute(db);
  return rows;
}

/** What the subject is called. Its id is text, since not every subject has one of ours. */
const label = sql`case e.subject_type
  when 'user' then (select s.email from users s where s.id = ${asId()})
  when 'creator' then (select '@' || s.handle from creators s where s.id = ${asId()})
  when 'product' then (select s.title from products s where s.id = ${asId()})
  when 'file' then (select s.name from files s where s.id = ${asId()})
  when 'purchase' then (select i.title from purchases s join items i on i.id = s.item_id where s.id = ${asId()})
  when 'post' then (select nullif(s.title, '') from posts s where s.id = ${asId()})
  when 'tier' then (select s.name from tiers s where s.id = ${asId()})
  when 'subscription' then (select t.name from subscriptions s join tiers t on t.id = s.tier_id where s.id = ${asId()})
  when 'comment' then (select left(s.body, 80) from comments s where s.id = ${asId()})
  when 'category' then (select s.name from categories s where s.id = ${asId()})
  when 'mail' then (select s.subject from mails s where s.id = ${asId()})
end`;

function asId() {
  return sql`case when e.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then e.subject_id::uuid end`;
}

/** From one type to the next along its index: as many steps as there are types, not as there are events. */
async function listTypes(db: Database): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    with recursive types as (
      (select type from events order by type limit 1)
      union all
      select (select e.type from events e where e.type > types.type order by e.type limit 1)
      from types where types.type is not null)
    select type from types where type is not null`.execute(db);
  return rows.map(({ type }) => type);
}

export function toEvent(row: TrailRow): z.input<typeof eventRow> {
  return {
    id: row.id,
    at: row.at.toISOString(),
    type: row.type,
    actor: row.actor_id && { id: row.actor_id, name: row.actor_name, email: row.actor_email },
    creator: row.creator_id && { id: row.creator_id, handle: row.handle },
    subject:
      row.subject_type && row.subject_id
        ? { type: row.subject_type, id: row.subject_id, label: row.label }
        : null,
    network: row.address,
    data: row.data,
  } as z.input<typeof eventRow>;
}
