import { sql } from "kysely";
import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { CARD_COLUMNS, CARD_JOINS, type CardRow, toProductCard } from "./product-rows.ts";
import type { StudioProduct, StudioQuery } from "./schemas.ts";

type Row = CardRow & { sales_count: number; revenue: number; created: string };

/**
 * The studio's list: all products of a creator, newest first, for members. Revenue is what buyers paid and did not get back, in the
 * product's present currency; disputed payments do not count.
 */
export async function listCreatorProducts(
  deps: Pick<Deps, "db">,
  user: User,
  handle: string,
  input: StudioQuery,
): Promise<{ items: StudioProduct[]; nextCursor: string | null }> {
  const creator = await getCreatorForMember(deps, user, handle, "analyst");
  const start = input.cursor ? decodeCursor(input.cursor, ["time", "uuid"]) : null;
  if (input.cursor && !start) throw new AppError("invalid_input", "The cursor does not fit.");
  const { rows } = await sql<Row>`
    select ${sql.raw(CARD_COLUMNS)}, p.sales_count,
      (select coalesce(sum(q.price_amount - q.refunded_amount), 0) from purchases q
        where q.product_id = p.id and q.price_currency = p.price_currency
          and q.status in ('completed', 'partially_refunded', 'refunded')) as revenue,
      to_char(p.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created
    from products p ${sql.raw(CARD_JOINS)}
    where p.creator_id = ${creator.id}
      ${input.query ? sql`and p.title ilike ${containsPattern(input.query)}` : sql``}
      ${input.status ? sql`and p.status = ${input.status}` : sql``}
      ${start ? sql`and (p.created_at, p.id) < (${start[0]}::timestamptz, ${start[1]}::uuid)` : sql``}
    order by p.created_at desc, p.id desc limit ${input.limit + 1}`.execute(deps.db);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...toProductCard(row),
      salesCount: row.sales_count,
      revenue: { amount: Number(row.revenue), currency: row.price_currency },
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.created, last.id]) : null,
  };
}
