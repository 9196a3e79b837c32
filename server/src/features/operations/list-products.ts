import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { isId } from "../../lib/ids.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { findProduct, productCards } from "../catalog/index.ts";
import type { ProductsQuery, productDetail, productRow } from "./goods-schemas.ts";
import { afterCursor, exactTime, pageOf, whereAll } from "./paging.ts";

type Row = {
  id: string;
  exact: string;
  sales_count: number;
  created_at: Date;
  suspended_at: Date | null;
  removed_at: Date | null;
};

/** Products in every state, the newest first. For operators. */
export async function listProducts(deps: Pick<Deps, "db" | "pool">, input: ProductsQuery) {
  const { query } = input;
  const like = query ? containsPattern(query.replace(/^@/, "")) : null;
  const conditions = [
    ...(query && isId(query) ? [sql`p.id = ${query}::uuid`] : []),
    ...(query && !isId(query)
      ? [sql`(p.title ilike ${like} or p.slug ilike ${like} or c.handle ilike ${like})`]
      : []),
    ...(input.status ? [sql`p.status = ${input.status}`] : []),
    ...(input.creator ? [sql`p.creator_id = ${input.creator}`] : []),
    ...afterCursor(input.cursor, { time: "p.created_at", id: "p.id" }),
  ];
  const { rows } = await sql<Row>`
    select p.id, p.sales_count, p.created_at, p.removed_at, c.suspended_at, ${exactTime("p.created_at")} as exact
    from products p join creators c on c.id = p.creator_id ${whereAll(conditions)}
    order by p.created_at desc, p.id desc limit ${input.limit + 1}`.execute(deps.db);
  const cards = await productCards(
    deps,
    rows.map((row) => row.id),
  );
  return pageOf(
    rows,
    input.limit,
    (row): z.input<typeof productRow> => ({
      card: cards.get(row.id)!,
      salesCount: row.sales_count,
      createdAt: row.created_at.toISOString(),
      creatorSuspendedAt: row.suspended_at?.toISOString() ?? null,
      removedAt: row.removed_at?.toISOString() ?? null,
    }),
  );
}

/** One product as its page shows it, whatever its state, with what became of it. */
export async function getProduct(
  deps: Pick<Deps, "db" | "pool">,
  id: string,
): Promise<z.input<typeof productDetail>> {
  const found = await findProduct(deps, { kind: "visitor" }, id);
  if (!found) throw new AppError("not_found");
  const row = await deps.db
    .selectFrom("products as p")
    .innerJoin("creators as c", "c.id", "p.creator_id")
    .select(["p.sales_count", "p.removed_at", "p.removed_reason", "p.removed_from", "p.removed_ends_access"])
    .select("c.suspended_at")
    .where("p.id", "=", id)
    .executeTakeFirstOrThrow();
  const { viewer: _, ...product } = found.product;
  return {
    product,
    salesCount: row.sales_count,
    creatorSuspendedAt: row.suspended_at?.toISOString() ?? null,
    removal: row.removed_at && {
      at: row.removed_at.toISOString(),
      reason: row.removed_reason!,
      endsAccess: row.removed_ends_access!,
      from: row.removed_from!,
    },
  };
}
