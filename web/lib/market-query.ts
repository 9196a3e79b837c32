import { oneOf, oneParam, type SearchParams } from "./search-params.ts";

const sortValues = ["relevance", "new", "popular", "price_asc", "price_desc"] as const;

export interface MarketQuery {
  query?: string;
  category?: string;
  tag?: string;
  sort?: (typeof sortValues)[number];
  cursor?: string;
}

const sortLabels: Record<(typeof sortValues)[number], string> = {
  relevance: "Best match",
  new: "New",
  popular: "Popular",
  price_asc: "Price: low to high",
  price_desc: "Price: high to low",
};

/** The orders to choose from: the first one is what an address without `sort` means. */
export function sortsFor({ query }: MarketQuery): [(typeof sortValues)[number], string][] {
  return sortValues
    .filter((value) => query !== undefined || value !== "relevance")
    .map((value) => [value, sortLabels[value]]);
}

/** The marketplace's address bar, with everything unknown, repeated or too long left out. */
export function readMarketQuery(search: SearchParams): MarketQuery {
  const query = oneParam(search, "query")?.trim().slice(0, 100);
  const category = oneParam(search, "category");
  const tag = oneParam(search, "tag");
  const sort = oneOf(sortValues, oneParam(search, "sort"));
  const cursor = oneParam(search, "cursor");
  return {
    ...(query ? { query } : {}),
    ...(category && /^[a-z0-9-]{1,80}$/.test(category) ? { category } : {}),
    ...(tag && tag.length <= 30 ? { tag } : {}),
    ...(sort && sort !== (query ? "relevance" : "new") ? { sort } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** The address of a marketplace view. */
export function marketHref(market: MarketQuery): string {
  const search = new URLSearchParams(Object.entries(market).filter(([, value]) => value));
  return search.size > 0 ? `/?${search}` : "/";
}
