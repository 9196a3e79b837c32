import type { Facets } from "@vaulture/sdk";
import { X } from "lucide-react";
import { buttonStyle } from "@/components/ui/button-style";
import { FilterForm } from "@/components/ui/filter-form";
import { kindWords, priceWords } from "@/lib/facet-words";
import { plural } from "@/lib/format";
import { type MarketQuery, marketHref, sortsFor } from "@/lib/market-query";
import { viewerLocale } from "@/lib/viewer-locale";
import { CategoryTree } from "./category-tree";
import { Choice, ChoiceGroup } from "./choice-group";

/** What opens the sheet, and what controls elsewhere name to belong to the form. */
export const filterSheetId = "filter-sheet";
export const filterFormId = "filters";

interface MarketFiltersProps {
  market: MarketQuery;
  facets: Facets;
  total: number | undefined;
}

/**
 * Everything the list can be narrowed by: a column beside it where there is room, else a sheet from below (the browser's own
 * popover). Links and one GET form, so all of it works without scripts.
 */
export async function MarketFilters({ market, facets, total }: MarketFiltersProps) {
  const { cursor: _, ...kept } = market;
  const locale = await viewerLocale();
  const href = marketHref(kept);
  const { price, kind = [], tag = [] } = market;
  const usual = sortsFor(market)[0]![0];
  return (
    <section
      id={filterSheetId}
      popover="auto"
      aria-label="Filters"
      className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[88dvh] w-full max-w-none overflow-y-auto rounded-t-lg border-0 bg-raised p-4 text-ink backdrop:bg-[oklch(0_0_0/0.45)] lg:static lg:block lg:max-h-none lg:w-auto lg:overflow-visible lg:bg-transparent lg:p-0"
    >
      <div className="mb-4 flex items-center justify-between lg:hidden">
        <h2 className="text-lg">Filters</h2>
        <button
          type="button"
          popoverTarget={filterSheetId}
          popoverTargetAction="hide"
          aria-label="Close"
          className={buttonStyle({ variant: "quiet", size: "icon" })}
        >
          <X aria-hidden />
        </button>
      </div>
      <div className="grid gap-6">
        <CategoryTree market={kept} categories={facets.categories} />
        <FilterForm
          id={filterFormId}
          action="/"
          href={href}
          selected={{ sort: market.sort ?? usual }}
          defaults={{ sort: usual }}
          className="grid gap-6"
        >
          {market.query ? <input type="hidden" name="query" value={market.query} /> : null}
          {market.category ? <input type="hidden" name="category" value={market.category} /> : null}
          {facets.prices.length > 0 ? (
            <ChoiceGroup title="Price">
              <Choice type="radio" name="price" value="" chosen={!price} label="Any price" />
              {facets.prices.map(({ value, from, below, count }) => (
                <Choice
                  key={value}
                  type="radio"
                  name="price"
                  value={value}
                  chosen={value === price}
                  label={priceWords({ from, below }, locale)}
                  count={count}
                />
              ))}
            </ChoiceGroup>
          ) : null}
          {facets.kinds.length > 0 ? (
            <ChoiceGroup title="File type">
              {facets.kinds.map((choice) => (
                <Choice
                  key={choice.kind}
                  type="checkbox"
                  name="kind"
                  value={choice.kind}
                  chosen={kind.includes(choice.kind)}
                  label={kindWords[choice.kind]}
                  count={choice.count}
                />
              ))}
            </ChoiceGroup>
          ) : null}
          {facets.tags.length > 0 ? (
            <ChoiceGroup title="Tags" fold={8} foldedWord="More tags">
              {facets.tags.map((choice) => (
                <Choice
                  key={choice.tag}
                  type="checkbox"
                  name="tag"
                  value={choice.tag}
                  chosen={tag.includes(choice.tag)}
                  label={choice.tag}
                  count={choice.count}
                />
              ))}
            </ChoiceGroup>
          ) : null}
          <div className="sticky bottom-0 -mx-4 -mb-4 border-t border-line bg-raised p-4 lg:hidden">
            <button type="submit" className={buttonStyle({ variant: "primary", className: "w-full" })}>
              {!total ? "Show products" : `Show ${plural(total, "product", undefined, locale)}`}
            </button>
          </div>
          <div className="hidden lg:block">
            <noscript>
              <button type="submit" className={buttonStyle({ className: "w-full" })}>
                Show products
              </button>
            </noscript>
          </div>
        </FilterForm>
      </div>
    </section>
  );
}
