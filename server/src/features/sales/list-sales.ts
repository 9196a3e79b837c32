import { type SqlBool, sql } from "kysely";
import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { type SaleRow, toSale, withSaleColumns } from "./sale-rows.ts";
import { filteredSales } from "./sales-filter.ts";
import type { SalesFilter, SORTS, salesPage, salesQuery } from "./schemas.ts";
import { sumSales } from "./sum-sales.ts";

export type SalesSort = (typeof SORTS)[number];

/** What each order of the list goes by; the id settles ties. */
const ORDERS = {
  newest: { column: "p.created_at", direction: "desc" },
  oldest: { column: "p.created_at", direction: "asc" },
  highest: { column: "p.price_amount", direction: "desc" },
  lowest: { column: "p.price_amount", direction: "asc" },
} as const;

/** A creator's orders under a filter, a page at a time, for its members; the first page also says what they amount to. */
export async function listSales(
  deps: Deps,
  user: User,
  input: z.output<typeof salesQuery> & { handle: string },
): Promise<z.input<typeof salesPage>> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const [rows, totals] = await Promise.all([
    saleRows(deps, creator.id, input, { ...input, limit: input.limit + 1 }),
    // The sums are shown above the list, once; further pages do not add them up again.
    input.cursor === undefined ? sumSales(deps, creator.id, input) : [],
  ]);
  const last = rows.length > input.limit ? rows[input.limit - 1]! : null;
  return {
    items: rows.slice(0, input.limit).map(toSale),
    nextCursor: last && cursorAfter(last, input.sort),
    totals,
  };
}

/** The next `limit` rows after `cursor`; also what the export pages through. */
export async function saleRows(
  deps: Pick<Deps, "db">,
  creatorId: string,
  filter: SalesFilter,
  page: { sort: SalesSort; cursor?: string; limit: number },
): Promise<SaleRow[]> {
  const { column, direction } = ORDERS[page.sort];
  return withSaleColumns(filteredSales(deps, creatorId, filter))
    .$if(page.cursor !== undefined, (q) => q.where(past(page.sort, page.cursor!)))
    .orderBy(column, direction)
    .orderBy("p.id", direction)
    .limit(page.limit)
    .execute();
}

export function cursorAfter(row: SaleRow, sort: SalesSort): string {
  const byTime = ORDERS[sort].column === "p.created_at";
  return encodeCursor([byTime ? row.created_at.toISOString() : row.price_amount, row.id]);
}

function past(sort: SalesSort, cursor: string) {
  const { column, direction } = ORDERS[sort];
  const parts = decodeCursor(cursor, [column === "p.created_at" ? "time" : "integer", "uuid"]);
  if (!parts) throw invalidField("cursor", "is not one of ours");
  const [key, id] = parts;
  const keyOf = typeof key === "number" ? sql`${key}::int` : sql`${key}::timestamptz`;
  return sql<SqlBool>`(${sql.ref(column)}, p.id) ${sql.raw(direction === "desc" ? "<" : ">")} (${keyOf}, ${id}::uuid)`;
}
