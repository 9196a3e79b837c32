import { type RawBuilder, sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { findBranch, onSale } from "./product-conditions.ts";
import { afterPlace, ORDERS, type Place, readPlace, type Sort, writePlace } from "./product-order.ts";
import { CARD_COLUMNS, CARD_JOINS, type CardRow, toProductCard } from "./product-rows.ts";
import type { ProductCard, ProductsQuery } from "./schemas.ts";
import { searchTerms } from "./search-terms.ts";

/** Beyond this, people are told nothing about the total rather than waiting for a count. */
const COUNTED = 1000;

export type ProductPage = { items: ProductCard[]; nextCursor: string | null; total?: number };

/**
 * A page of the products on sale, published by creators who are not suspended, one query a page. Words are searched in titles,
 * descriptions and tags; when none match, titles that contain the letters. `total` comes with the first page while it is small.
 */
export async function listProducts(
  deps: Pick<Deps, "db" | "config">,
  input: ProductsQuery,
): Promise<ProductPage> {
  const typed = input.query || null;
  const sort = orderOf(input.sort, typed);
  const place = input.cursor ? readPlace(input.cursor, sort) : null;
  const branch = await findBranch(deps, input.category);
  const page = await findPage(deps, input, { typed, sort, place, branch, loose: place?.loose ?? false });
  if (page.items.length > 0 || place || !typed) return page;
  return findPage(deps, input, { typed, sort, place, branch, loose: true });
}

// Without words there is nothing to be relevant to.
function orderOf(asked: Sort | undefined, typed: string | null): Sort {
  if (!typed) return asked === undefined || asked === "relevance" ? "new" : asked;
  return asked ?? "relevance";
}

type Search = { typed: string | null; sort: Sort; place: Place | null; branch: string[]; loose: boolean };

async function findPage(
  deps: Pick<Deps, "db" | "config">,
  input: ProductsQuery,
  search: Search,
): Promise<ProductPage> {
  const wanted = onSale(input, { ...search, currency: deps.config.CURRENCY });
  const key = sortKey(search);
  const direction = sql.raw(ORDERS[search.sort].direction);
  const start = search.place ? sql`and ${afterPlace(search.sort, key, search.place)}` : sql``;
  const total = search.place
    ? sql`null`
    : sql`(select count(*) from (select ${wanted} limit ${COUNTED + 1}) n)`;

  // The page is picked by narrow rows first; covers and counts are then looked up for these few alone.
  const { rows } = await sql<CardRow & { sort_key: string | number; total: number | null }>`
    select ${sql.raw(CARD_COLUMNS)}, picked.sort_key, picked.total
    from (
      select p.id, ${keyAsText(search.sort, key)} as sort_key, ${total} as total,
        row_number() over (order by ${key} ${direction}, p.id ${direction}) as place
      from (select p.id, p.published_at, p.sales_count, p.price_amount, p.search ${wanted} ${start}
        order by ${key} ${direction}, p.id ${direction} limit ${input.limit + 1}) p
    ) picked
    join products p on p.id = picked.id ${sql.raw(CARD_JOINS)}
    order by picked.place`.execute(deps.db);

  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const more = rows.length > input.limit && last;
  const counted = rows[0]?.total ?? (search.place ? null : 0);
  return {
    items: items.map(toProductCard),
    nextCursor: more
      ? writePlace(search.sort, { loose: search.loose, key: last.sort_key, id: last.id })
      : null,
    ...(counted !== null && counted <= COUNTED && { total: counted }),
  };
}

function sortKey({ sort, typed }: Search): RawBuilder<unknown> {
  if (sort === "relevance") return sql`ts_rank(p.search, ${searchTerms(typed ?? "")})`;
  if (sort === "new") return sql`p.published_at`;
  return sort === "popular" ? sql`p.sales_count` : sql`p.price_amount`;
}

// A Date would lose the microseconds that the next page must start at.
function keyAsText(sort: Sort, key: RawBuilder<unknown>): RawBuilder<unknown> {
  return sort === "new" ? sql`to_char(${key} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : key;
}
