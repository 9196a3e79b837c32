import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { isId } from "../../lib/ids.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { avatarUrl } from "../creators/index.ts";
import { afterCursor, exactTime, pageOf, whereAll } from "./paging.ts";
import type { CreatorsQuery, creatorDetail, creatorRow } from "./people-schemas.ts";

type Row = {
  id: string;
  handle: string;
  display_name: string;
  bio: string;
  avatar_key: string | null;
  suspended_at: Date | null;
  suspended_reason: string | null;
  created_at: Date;
  exact: string;
  product_count: number;
  published_count: number;
  sale_count: number;
};

const columns = sql`
  c.id, c.handle, c.display_name, c.bio, c.avatar_key, c.suspended_at, c.suspended_reason, c.created_at,
  ${exactTime("c.created_at")} as exact,
  (select count(*) from products p where p.creator_id = c.id) as product_count,
  (select count(*) from products p where p.creator_id = c.id and p.status = 'published') as published_count,
  (select coalesce(sum(p.sales_count), 0)::bigint from products p where p.creator_id = c.id) as sale_count`;

/** Creators, the newest first; `query` is an id or a part of a handle or name. For operators. */
export async function listCreators(deps: Pick<Deps, "db">, input: CreatorsQuery) {
  const { query, state } = input;
  const like = query ? containsPattern(query.replace(/^@/, "")) : null;
  const conditions = [
    ...(query && isId(query) ? [sql`c.id = ${query}::uuid`] : []),
    ...(query && !isId(query) ? [sql`(c.handle ilike ${like} or c.display_name ilike ${like})`] : []),
    ...(state ? [state === "active" ? sql`c.suspended_at is null` : sql`c.suspended_at is not null`] : []),
    ...afterCursor(input.cursor, { time: "c.created_at", id: "c.id" }),
  ];
  const { rows } = await sql<Row>`
    select ${columns} from creators c ${whereAll(conditions)}
    order by c.created_at desc, c.id desc limit ${input.limit + 1}`.execute(deps.db);
  return pageOf(rows, input.limit, toRow);
}

/** One creator with its members, what it sold and what it stores. */
export async function getCreator(deps: Pick<Deps, "db">, id: string): Promise<z.input<typeof creatorDetail>> {
  const { rows } = await sql<Row>`select ${columns} from creators c where c.id = ${id}`.execute(deps.db);
  const row = rows[0];
  if (!row) throw new AppError("not_found");
  const [sums, stored, members] = await Promise.all([
    sql<{ currency: string; gross: number; refunded: number }>`
      select price_currency as currency, sum(price_amount)::bigint as gross, sum(refunded_amount)::bigint as refunded
      from purchases where creator_id = ${id} and completed_at is not null
      group by price_currency order by count(*) desc`.execute(deps.db),
    sql<{ bytes: number }>`
      select coalesce(sum(size_bytes), 0)::bigint as bytes from files where creator_id = ${id}`.execute(
      deps.db,
    ),
    deps.db
      .selectFrom("creator_members as m")
      .innerJoin("users as u", "u.id", "m.user_id")
      .select(["u.id", "u.name", "u.email", "u.suspended_at", "m.role"])
      .where("m.creator_id", "=", id)
      .orderBy("m.created_at")
      .execute(),
  ]);
  return {
    ...toRow(row),
    bio: row.bio,
    sums: sums.rows,
    storedBytes: stored.rows[0]!.bytes,
    members: members.map((member) => ({
      userId: member.id,
      name: member.name,
      email: member.email,
      role: member.role,
      suspendedAt: member.suspended_at?.toISOString() ?? null,
    })),
  };
}

function toRow(row: Row): z.input<typeof creatorRow> {
  return {
    id: row.id,
    handle: row.handle,
    displayName: row.display_name,
    avatarUrl: avatarUrl(row.avatar_key),
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    suspendedReason: row.suspended_reason,
    createdAt: row.created_at.toISOString(),
    productCount: row.product_count,
    publishedCount: row.published_count,
    saleCount: row.sale_count,
  };
}
