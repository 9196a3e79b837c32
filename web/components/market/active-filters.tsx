import type { Facets } from "@vaulture/sdk";
import { X } from "lucide-react";
import Link from "@/components/ui/link";
import { kindWords, priceWords } from "@/lib/facet-words";
import { type Filter, type MarketQuery, marketHref, withoutEach } from "@/lib/market-query";
import { viewerLocale } from "@/lib/viewer-locale";

/** What narrows the list now: each a link that takes it away, and one for all of them. */
export async function ActiveFilters({ market, facets }: { market: MarketQuery; facets: Facets }) {
  const chips = withoutEach(market);
  if (chips.length === 0) return null;
  const locale = await viewerLocale();
  const words = (what: Filter, value: string) => {
    if (what === "query") return `“${value}”`;
    if (what === "category") return facets.categories.find(({ slug }) => slug === value)?.name ?? value;
    if (what === "kind") return kindWords[value as keyof typeof kindWords];
    if (what === "tag") return `#${value}`;
    const range = facets.prices.find((offered) => offered.value === value);
    return range ? priceWords(range, locale) : `Price ${value}`;
  };
  return (
    <ul aria-label="Chosen filters" className="mb-5 flex flex-wrap items-center gap-2">
      {chips.map(({ what, value, rest }) => (
        <li key={`${what} ${value}`} className="max-w-full">
          <Link
            href={marketHref(rest)}
            scroll={false}
            className="inline-flex h-9 max-w-full items-center gap-1.5 rounded-full border border-line pr-2.5 pl-3.5 text-sm hover:border-line-strong"
          >
            <span className="sr-only">Remove filter: </span>
            <span className="truncate">{words(what, value)}</span>
            <X aria-hidden className="size-3.5 shrink-0 text-soft" />
          </Link>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Link
            href={marketHref({ sort: market.sort === "relevance" ? undefined : market.sort })}
            scroll={false}
            className="inline-flex h-9 items-center px-2 text-sm underline underline-offset-2"
          >
            Clear all
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
