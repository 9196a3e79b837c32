import type { Category } from "@vaulture/sdk";
import Form from "next/form";
import { Children, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import Link from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { type MarketQuery, marketHref, sortsFor } from "@/lib/market-query";
import { SubmitOnChange } from "./submit-on-change";

interface MarketFiltersProps {
  market: MarketQuery;
  categories: Category[];
}

/** Categories as links, the order as a small form: both work without scripts. */
export function MarketFilters({ market, categories }: MarketFiltersProps) {
  const { cursor: _, ...kept } = market;
  const { category: chosen, ...withoutCategory } = kept;
  const { roots, children, root } = facets(categories, chosen);
  return (
    <div className="mt-6 mb-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <nav aria-label="Categories" className="grid min-w-0 basis-full grid-cols-1 gap-2 sm:flex-1 sm:basis-0">
        <FacetRow>
          <Facet href={marketHref(withoutCategory)} current={!chosen} label="All" />
          {roots.map((entry) => (
            <Facet
              key={entry.id}
              href={marketHref({ ...kept, category: entry.slug })}
              current={entry.id === root?.id}
              label={entry.name}
              count={entry.productCount}
            />
          ))}
        </FacetRow>
        {children.length > 0 ? (
          <FacetRow>
            {children.map((entry) => (
              <Facet
                key={entry.id}
                href={marketHref({ ...kept, category: entry.slug })}
                current={entry.slug === chosen}
                label={entry.name}
                count={entry.productCount}
              />
            ))}
          </FacetRow>
        ) : null}
      </nav>
      <Form prefetch={false} action="/" className="flex items-center gap-2 text-sm">
        {market.query ? <input type="hidden" name="query" value={market.query} /> : null}
        {market.category ? <input type="hidden" name="category" value={market.category} /> : null}
        {market.tag ? <input type="hidden" name="tag" value={market.tag} /> : null}
        <label htmlFor="sort" className="text-soft">
          Sort
        </label>
        <SubmitOnChange>
          <Select id="sort" name="sort" key={marketHref(kept)} defaultValue={market.sort}>
            {sortsFor(market).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </SubmitOnChange>
        <noscript>
          <Button type="submit">Apply</Button>
        </noscript>
      </Form>
    </div>
  );
}

function FacetRow({ children }: { children: ReactNode }) {
  return (
    <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
      {Children.map(children, (child) => (child ? <li>{child}</li> : null))}
    </ul>
  );
}

/** The top of the tree, and the branch below what was chosen; empty categories stay out. */
function facets(categories: Category[], chosen: string | undefined) {
  const filled = categories.filter((entry) => entry.productCount > 0 || entry.slug === chosen);
  const byId = new Map(categories.map((entry) => [entry.id, entry]));
  let root = categories.find((entry) => entry.slug === chosen);
  const depth = new Set<string>();
  while (root?.parentId && !depth.has(root.id)) {
    depth.add(root.id);
    root = byId.get(root.parentId);
  }
  return {
    root,
    roots: filled.filter((entry) => entry.parentId === null),
    children: root ? filled.filter((entry) => entry.parentId === root.id) : [],
  };
}

function Facet({
  href,
  current,
  label,
  count,
}: {
  href: string;
  current: boolean;
  label: string;
  count?: number;
}) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? "page" : undefined}
      className={`inline-flex h-9 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap ${
        current ? "border-ink bg-ink text-paper" : "border-line hover:border-line-strong"
      }`}
    >
      {label}
      {count === undefined ? null : <span className={`figures ${current ? "" : "text-soft"}`}>{count}</span>}
    </Link>
  );
}
