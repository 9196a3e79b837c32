import { listParam, oneOf, oneParam, type SearchParams } from "./search-params.ts";

const sortValues = ["relevance", "new", "popular", "price_asc", "price_desc"] as const;
export const kindValues = [
  "archive",
  "audio",
  "book",
  "code",
  "document",
  "font",
  "image",
  "model",
  "other",
  "table",
  "video",
] as const;

export type Sort = (typeof sortValues)[number];

export interface MarketQuery {
  query?: string;
  category?: string;
  /** As the API takes it: "free", "-10", "10-25", "50-". */
  price?: string;
  kind?: (typeof kindValues)[number][];
  tag?: string[];
  sort?: Sort;
  cursor?: string;
}

const sortLabels: Record<Sort, string> = {
  relevance: "Best match",
  new: "New",
  popular: "Popular",
  price_asc: "Price: low to high",
  price_desc: "Price: high to low",
};

/** The orders to choose from: the first one is what an address without `sort` means. */
export function sortsFor({ query }: { query?: string | undefined }): [Sort, string][] {
  return sortValues
    .filter((value) => query !== undefined || value !== "relevance")
    .map((value) => [value, sortLabels[value]]);
}

/** The marketplace's address bar, with everything unknown, repeated, too long or too much left out. */
export function readMarketQuery(search: SearchParams): MarketQuery {
  const query = oneParam(search, "query")?.trim().slice(0, 100);
  const category = oneParam(search, "category");
  const price = oneParam(search, "price");
  const kind = kindValues.filter((value) => listParam(search, "kind").includes(value));
  const tag = [...new Set(listParam(search, "tag").map((value) => value.trim().toLowerCase()))]
    .filter((value) => value !== "" && value.length <= 30)
    .slice(0, 10);
  const sort = oneOf(sortValues, oneParam(search, "sort"));
  const cursor = oneParam(search, "cursor");
  return {
    ...(query ? { query } : {}),
    ...(category && /^[a-z0-9-]{1,80}$/.test(category) ? { category } : {}),
    ...(price && /^(free|-\d{1,6}|\d{1,6}-(\d{1,6})?)$/.test(price) ? { price } : {}),
    ...(kind.length > 0 ? { kind } : {}),
    ...(tag.length > 0 ? { tag } : {}),
    ...(sort && sort !== (query ? "relevance" : "new") ? { sort } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** What narrows the list, each with the same view without it, in the order of the page. */
export function withoutEach(market: MarketQuery): { what: Filter; value: string; rest: Address }[] {
  return filterNames.flatMap((what) => {
    const values = [market[what] ?? []].flat();
    return values.map((value) => ({
      what,
      value,
      rest: { ...market, cursor: undefined, [what]: values.filter((other) => other !== value) },
    }));
  });
}

const filterNames = ["query", "category", "price", "kind", "tag"] as const;
export type Filter = (typeof filterNames)[number];

export type Address = { [Name in keyof MarketQuery]?: string | readonly string[] | undefined };

/** The address of a marketplace view. */
export function marketHref(market: Address): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(market))
    for (const one of [value ?? []].flat()) if (one) search.append(name, one);
  return search.size > 0 ? `/?${search}` : "/";
}
