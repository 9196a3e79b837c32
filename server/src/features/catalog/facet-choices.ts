import { offeredRanges } from "./price-range.ts";
import type { Facets } from "./schemas.ts";

/** What was counted for one facet. Not complete: there was more than is looked at, so numbers would mislead. */
export type Counts = { total: number; complete: boolean; byValue: Map<string, number> };

export type TreeRow = { id: string; slug: string; name: string; parentId: string | null };

const MOST_TAGS = 16;

/** The branches that have products, each with what lies below it, in the tree's order; the chosen one in any case. */
export function categoryFacet(tree: TreeRow[], counts: Counts, chosen?: string): Facets["categories"] {
  const byId = new Map(tree.map((category) => [category.id, category]));
  const sums = new Map<string, number>();
  for (const [id, count] of counts.byValue)
    for (const above of lineOf(byId, id)) sums.set(above, (sums.get(above) ?? 0) + count);
  const chosenLine = lineOf(byId, tree.find(({ slug }) => slug === chosen)?.id);
  return tree
    .filter(({ id }) => !counts.complete || sums.has(id) || chosenLine.includes(id))
    .map((category) => ({ ...category, count: counts.complete ? (sums.get(category.id) ?? 0) : null }));
}

/** The category and those above it. */
function lineOf(byId: Map<string, TreeRow>, id: string | null | undefined): string[] {
  const line: string[] = [];
  for (let at = id; at && !line.includes(at); at = byId.get(at)?.parentId) line.push(at);
  return line;
}

export function priceFacet(counts: Counts, chosen: string | undefined, currency: string): Facets["prices"] {
  return offeredRanges(currency)
    .filter(({ value }) => !counts.complete || counts.byValue.has(value) || value === chosen)
    .map(({ value, from, below }) => ({
      value,
      from: from === null ? null : { amount: from, currency },
      below: below === null ? null : { amount: below, currency },
      count: counts.complete ? (counts.byValue.get(value) ?? 0) : null,
    }));
}

type Kind = Facets["kinds"][number]["kind"];

export function kindFacet(counts: Counts, chosen: Kind[]): Facets["kinds"] {
  const kinds = [...new Set([...counts.byValue.keys(), ...chosen])] as Kind[];
  return byCount(kinds, counts).map(([kind, count]) => ({ kind, count }));
}

/** The most used tags; those that are chosen come first, as every product that is left has them. */
export function tagFacet(counts: Counts, chosen: string[]): Facets["tags"] {
  const others = [...counts.byValue.keys()].filter((tag) => !chosen.includes(tag));
  return [...byCount(chosen, counts), ...byCount(others, counts).slice(0, MOST_TAGS)].map(([tag, count]) => ({
    tag,
    count,
  }));
}

function byCount<T extends string>(values: T[], counts: Counts): [T, number | null][] {
  const count = (value: T) => counts.byValue.get(value) ?? 0;
  return values
    .toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
    .map((value) => [value, counts.complete ? count(value) : null]);
}
