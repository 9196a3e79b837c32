import { type RawBuilder, sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { priceRange } from "./price-range.ts";
import type { ProductFilters, ProductsQuery } from "./schemas.ts";
import { searchTerms } from "./search-terms.ts";

/** Newest products that are looked through letter by letter when no word matches. */
const LOOSE_SCOPE = 5000;

// Letters have no index: the search is bounded instead.
const newest = sql`(select * from products where status = 'published' order by published_at desc, id desc
  limit ${sql.lit(LOOSE_SCOPE)})`;

/**
 * The ids of a category and those below it. Looked up before the products are: from a list of ids the planner knows how much they
 * leave, from a subquery it only guesses, which cost a second at a million products.
 */
export async function findBranch(deps: Pick<Deps, "db">, slug: string | undefined): Promise<string[]> {
  if (!slug) return [];
  const { rows } = await sql<{ id: string }>`
    with recursive branch as (
      select id from categories where slug = ${slug}
      union
      select below.id from categories below join branch on below.parent_id = branch.id
    )
    select id from branch`.execute(deps.db);
  return rows.map(({ id }) => id);
}

export type Narrowing = "category" | "kind" | "price";

/**
 * SQL from `from` on of the products on sale that pass the filters: rows `p`, their creators `c`. `loose` searches for the letters
 * instead of the words; `branch` is what {@link findBranch} says of the
 * category; the filter named by `except` is left out.
 */
export function onSale(
  input: ProductFilters & Pick<ProductsQuery, "section">,
  options: { loose: boolean; currency: string; branch: string[]; except?: Narrowing },
): RawBuilder<unknown> {
  const { category, price, kind, ...always } = {
    ...input,
    ...(options.except && { [options.except]: null }),
  };
  const conditions = [...matches(input.query || null, options.loose)];
  if (always.creator) conditions.push(sql`c.handle = ${always.creator}`);
  else if (!always.adult) conditions.push(sql`not c.is_adult`);
  if (always.section)
    conditions.push(sql`not exists (select from section_products l where l.product_id = p.id)`);
  if (always.tag) conditions.push(sql`p.tags @> ${always.tag}::text[]`);
  if (kind) conditions.push(sql`p.file_kinds && ${kind}::text[]`);
  if (price) conditions.push(priceIn(price, options.currency));
  if (category) conditions.push(sql`p.category_id = any(${options.branch}::uuid[])`);
  return sql`from ${options.loose ? newest : sql`products`} p join creators c on c.id = p.creator_id
    where p.status = 'published' and c.suspended_at is null ${sql.join(
      conditions.map((condition) => sql`and ${condition}`),
      sql` `,
    )}`;
}

function matches(typed: string | null, loose: boolean): RawBuilder<unknown>[] {
  if (!typed) return [];
  if (!loose)
    return [sql`(p.search @@ ${searchTerms(typed)} or p.tags @> array[${typed.toLowerCase()}]::text[])`];
  return [sql`p.title ilike ${containsPattern(typed)} escape '\\'`];
}

// Nothing is nothing in every currency; sums compare in the main one alone.
function priceIn(value: string, currency: string): RawBuilder<unknown> {
  const { least, most } = priceRange(value, currency);
  if (most === 0) return sql`p.price_amount = 0`;
  return sql`(p.price_currency = ${currency} and p.price_amount between ${least} and ${most})`;
}
