import { oneOf, oneParam, type SearchParams } from "./search-params.ts";

export type LibraryQuery = {
  query?: string | undefined;
  creator?: string | undefined;
  state?: "available" | "ended" | undefined;
};

/** What the address of the library asks for; anything malformed is left out, as it would be an error to the API. */
export function readLibraryQuery(search: SearchParams): LibraryQuery {
  const creator = oneParam(search, "creator");
  return {
    query: oneParam(search, "query")?.slice(0, 200),
    creator: creator && /^[a-z0-9_]{1,30}$/.test(creator) ? creator : undefined,
    state: oneOf(["available", "ended"], oneParam(search, "state")),
  };
}

/** The address of the library with these filters, those that say nothing left out. */
export function libraryHref(filters: LibraryQuery & { cursor?: string }): string {
  const kept = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return kept.length > 0 ? `/library?${new URLSearchParams(kept)}` : "/library";
}
