import { type RawBuilder, sql } from "kysely";
import type { Deps } from "../../deps.ts";
import {
  type Counts,
  categoryFacet,
  kindFacet,
  priceFacet,
  type TreeRow,
  tagFacet,
} from "./facet-choices.ts";
import { offeredRanges, priceRange } from "./price-range.ts";
import { findBranch, type Narrowing, onSale } from "./product-conditions.ts";
import type { Facets, ProductFilters } from "./schemas.ts";

/** Beyond this many products nothing is counted, and what is offered is what these have. */
const COUNTED = 2000;

/**
 * What the list of products can be narrowed by next, each choice with the number of products that it would leave. Reads a bounded
 * number of rows however many products there are. Searches as listProducts does: for the letters when no word matches.
 */
export async function listFacets(deps: Pick<Deps, "db" | "config">, input: ProductFilters): Promise<Facets> {
  const currency = deps.config.CURRENCY;
  const branch = await findBranch(deps, input.category);
  const [tree, strict] = await Promise.all([
    deps.db
      .selectFrom("categories")
      .select(["id", "slug", "name", "parent_id as parentId"])
      .orderBy("position")
      .orderBy("name")
      .orderBy("id")
      .execute(),
    countChoices(deps, input, { loose: false, currency, branch }),
  ]);
  const counts =
    input.query && strict("all").total === 0
      ? await countChoices(deps, input, { loose: true, currency, branch })
      : strict;
  return {
    categories: categoryFacet(tree satisfies TreeRow[], counts("category"), input.category),
    prices: priceFacet(counts("price"), input.price, currency),
    kinds: kindFacet(counts("kind"), input.kind ?? []),
    tags: tagFacet(counts("all"), input.tag ?? []),
  };
}

type Facet = Narrowing | "all";
type Row = { facet: Facet | "total"; value: string; count: number };

/** Counts by facet. A facet whose filter is set is counted as if it were not, so that its other choices can be judged. */
async function countChoices(
  deps: Pick<Deps, "db">,
  input: ProductFilters,
  search: { loose: boolean; currency: string; branch: string[] },
): Promise<(facet: Facet) => Counts> {
  const scopes: Facet[] = ["all", ...(["category", "kind", "price"] as const).filter((name) => input[name])];
  const scopeOf = (facet: Facet) => (scopes.includes(facet) ? facet : "all");
  const from = (facet: Facet) => sql.raw(`scope_${scopeOf(facet)}`);
  const { rows } = await sql<Row>`
    with ${sql.join(
      scopes.map(
        (scope) => sql`${sql.raw(`scope_${scope}`)} as materialized (
          select p.category_id, p.price_amount, p.price_currency, p.file_kinds, p.tags
          ${onSale(input, { ...search, ...(scope !== "all" && { except: scope }) })} limit ${COUNTED + 1})`,
      ),
    )}
    ${sql.join(
      scopes.map(
        (scope) => sql`select 'total' as facet, ${sql.lit(scope)} as value, count(*) from ${from(scope)}`,
      ),
      sql` union all `,
    )}
    union all select 'category', category_id::text, count(*) from ${from("category")}
      where category_id is not null group by category_id
    union all select 'kind', kind, count(*) from ${from("kind")}, unnest(file_kinds) kind group by kind
    union all select 'price', ranges.value, count(*) from ${from("price")} s
      join (values ${rangeRows(search.currency)}) ranges (value, least, most)
        on s.price_amount between ranges.least and ranges.most
        and (s.price_amount = 0 or s.price_currency = ${search.currency})
      group by ranges.value
    union all select 'all', tag, count(*) from ${from("all")}, unnest(tags) tag group by tag`.execute(
    deps.db,
  );

  const totals = new Map(rows.filter(({ facet }) => facet === "total").map((row) => [row.value, row.count]));
  return (facet) => {
    const total = totals.get(scopeOf(facet)) ?? 0;
    return {
      total,
      complete: total <= COUNTED,
      byValue: new Map(rows.filter((row) => row.facet === facet).map((row) => [row.value, row.count])),
    };
  };
}

function rangeRows(currency: string): RawBuilder<unknown> {
  return sql.join(
    offeredRanges(currency).map(({ value }) => {
      const { least, most } = priceRange(value, currency);
      return sql`(${value}, ${sql.lit(least)}, ${sql.lit(most)})`;
    }),
  );
}
