import type { Category } from "@vaulture/sdk";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type MarketQuery, marketHref, sorts } from "@/lib/market-query";
import { SubmitOnChange } from "./submit-on-change";

interface MarketFiltersProps {
  market: MarketQuery;
  categories: Category[];
}

/** Categories as links, the order as a small form: both work without scripts. */
export function MarketFilters({ market, categories }: MarketFiltersProps) {
  const { cursor: _, ...kept } = market;
  const { category: chosen, ...withoutCategory } = kept;
  const filled = categories.filter((entry) => entry.productCount > 0 || entry.slug === chosen);
  return (
    <div className="mt-6 mb-8 flex flex-wrap items-center justify-between gap-4">
      <nav aria-label="Categories" className="-mx-4 max-w-[100vw] overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
        <ul className="flex gap-2 sm:flex-wrap">
          <li>
            <Facet href={marketHref(withoutCategory)} current={!chosen} label="All" />
          </li>
          {filled.map((entry) => (
            <li key={entry.id}>
              <Facet
                href={marketHref({ ...kept, category: entry.slug })}
                current={entry.slug === chosen}
                label={entry.name}
                count={entry.productCount}
              />
            </li>
          ))}
        </ul>
      </nav>
      <Form action="/" className="flex items-center gap-2 text-sm">
        {market.query ? <input type="hidden" name="query" value={market.query} /> : null}
        {market.category ? <input type="hidden" name="category" value={market.category} /> : null}
        <label htmlFor="sort" className="text-soft">
          Sort
        </label>
        <SubmitOnChange>
          <Select id="sort" name="sort" key={market.sort ?? "new"} defaultValue={market.sort ?? "new"}>
            {sorts.map(([value, label]) => (
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
      prefetch={false}
      scroll={false}
      aria-current={current ? "page" : undefined}
      className={`inline-flex h-9 items-center gap-1.5 rounded-full border px-4 text-sm whitespace-nowrap ${
        current ? "border-ink bg-ink text-paper" : "border-line hover:border-line-strong"
      }`}
    >
      {label}
      {count === undefined ? null : <span className={`figures ${current ? "" : "text-soft"}`}>{count}</span>}
    </Link>
  );
}
