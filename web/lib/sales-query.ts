import { oneOf, oneParam, type SearchParams } from "./search-params.ts";

export const saleStatuses = [
  ["completed", "Paid"],
  ["partially_refunded", "Partly refunded"],
  ["refunded", "Refunded"],
  ["disputed", "Disputed"],
  ["dispute_lost", "Dispute lost"],
  ["pending", "Waiting for payment"],
  ["expired", "Not paid in time"],
] as const;
export const saleSorts = [
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
  ["highest", "Highest price"],
  ["lowest", "Lowest price"],
] as const;

export type SalesQuery = {
  query?: string;
  status?: (typeof saleStatuses)[number][0];
  item?: string;
  buyer?: string;
  from?: string;
  to?: string;
  sort?: (typeof saleSorts)[number][0];
  cursor?: string;
  /** The sale whose sheet is open. */
  sale?: string;
};

/** What the address of a sales page asks for; anything malformed is left out, as it would be an error to the API. */
export function readSalesQuery(search: SearchParams): SalesQuery {
  const one = (name: string) => oneParam(search, name);
  const matching = (name: string, pattern: RegExp) =>
    [one(name)].find((value) => value && pattern.test(value));
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const found: SalesQuery = {
    query: one("query")?.slice(0, 200),
    status: oneOf(keys(saleStatuses), one("status")),
    item: matching("item", uuid),
    buyer: matching("buyer", uuid),
    from: dayOf(one("from")),
    to: dayOf(one("to")),
    sort: oneOf(keys(saleSorts), one("sort")),
    cursor: one("cursor"),
    sale: matching("sale", uuid),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The address of a list with these parameters, those that say nothing left out. */
export function listHref(path: string, query: Record<string, string | undefined>): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return kept.length > 0 ? `${path}?${new URLSearchParams(kept)}` : path;
}

function keys<const T extends readonly (readonly [string, string])[]>(pairs: T): T[number][0][] {
  return pairs.map(([key]) => key);
}

function dayOf(text: string | undefined): string | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
