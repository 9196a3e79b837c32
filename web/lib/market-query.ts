export interface MarketQuery {
  query?: string;
  category?: string;
  sort?: string;
  cursor?: string;
}

export const sorts: [string, string][] = [
  ["new", "New"],
  ["popular", "Popular"],
  ["price_asc", "Price: low to high"],
  ["price_desc", "Price: high to low"],
];

/** The marketplace's address bar, with everything unknown or repeated left out. */
export function readMarketQuery(search: Record<string, string | string[] | undefined>): MarketQuery {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 300) : undefined;
  };
  const query = one("query")?.slice(0, 100);
  const category = one("category");
  const sort = sorts.find(([value]) => value === one("sort"))?.[0];
  const cursor = one("cursor");
  return {
    ...(query ? { query } : {}),
    ...(category ? { category } : {}),
    ...(sort && sort !== "new" ? { sort } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** The address of a marketplace view. */
export function marketHref(market: MarketQuery): string {
  const search = new URLSearchParams(Object.entries(market).filter(([, value]) => value));
  return search.size > 0 ? `/?${search}` : "/";
}
