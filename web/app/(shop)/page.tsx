import type { Facets } from "@vaulture/sdk";
import { PackageOpen, SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { ActiveFilters } from "@/components/market/active-filters";
import { FoundCreators } from "@/components/market/found-creators";
import { filterFormId, filterSheetId, MarketFilters } from "@/components/market/market-filters";
import { ProductRow } from "@/components/market/product-row";
import { MoreProducts } from "@/components/product/more-products";
import { ProductCard } from "@/components/product/product-card";
import { ProductGrid } from "@/components/product/product-grid";
import { SortChoice } from "@/components/product/sort-choice";
import { JsonLd } from "@/components/site/json-ld";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { hasConfirmedAge } from "@/lib/adult-content";
import { plural } from "@/lib/format";
import { type MarketQuery, marketHref, readMarketQuery, sortsFor, withoutEach } from "@/lib/market-query";
import { siteMetadata } from "@/lib/page-metadata";
import type { SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { siteData } from "@/lib/structured-data";
import { viewerLocale } from "@/lib/viewer-locale";

const pageSize = 24;
/** Fewer than this stand on one page anyway; a row of popular ones would only repeat them. */
const leastForRow = 12;

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { category, ...others } = readMarketQuery(await searchParams);
  const narrowed = Object.keys(others).length > 0;
  return {
    ...siteMetadata({
      title: others.query && `Search: ${others.query}`,
      path: category && !narrowed ? marketHref({ category }) : "/",
    }),
    ...(narrowed ? { robots: { index: false, follow: true } } : {}),
  };
}

export default async function MarketPage({ searchParams }: Props) {
  const market = readMarketQuery(await searchParams);
  const { cursor, ...filters } = market;
  const { sort: _, ...narrowing } = filters;
  const audience = (await hasConfirmedAge()) ? ({ adult: "include" } as const) : {};
  const plain = Object.keys(market).length === 0;
  const [api, locale] = await Promise.all([serverApi(), viewerLocale()]);
  const [facets, products, popular, creators] = await Promise.all([
    api.get("/api/v1/product-facets", { query: { ...narrowing, ...audience } }),
    api.get("/api/v1/products", { query: { ...market, ...audience, limit: pageSize } }),
    plain ? api.get("/api/v1/products", { query: { sort: "popular", limit: 8, ...audience } }) : null,
    market.query && !cursor
      ? api.get("/api/v1/creators", { query: { query: market.query, ...audience } })
      : null,
  ]);
  const showsRow = popular !== null && products.items.length >= leastForRow;
  const nothing = products.items.length === 0;
  const chosen = withoutEach(market).filter(({ what }) => what !== "query").length;
  return (
    <div className="page group/market pt-8 sm:pt-12">
      <JsonLd data={siteData()} />
      <h1 className="text-xl sm:text-2xl">{heading(market, facets)}</h1>
      {showsRow ? (
        <div className="mt-8">
          <ProductRow
            id="popular"
            title="Popular"
            href={marketHref({ sort: "popular" })}
            products={popular.items}
          />
        </div>
      ) : null}
      <FoundCreators creators={creators?.items ?? []} />
      <div className="mt-8 lg:grid lg:grid-cols-[200px_minmax(0,1fr)] lg:gap-12">
        <MarketFilters market={market} facets={facets} total={cursor ? undefined : products.total} />
        <section aria-labelledby="list-heading" className="min-w-0">
          <div className="mb-5 flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <h2 id="list-heading" className={showsRow ? "text-lg" : "sr-only"}>
              {plain ? "New" : "Products"}
            </h2>
            <p role="status" className={`text-sm text-soft ${plain ? "sr-only" : ""}`}>
              {cursor ? null : total(products.total, locale)}
            </p>
            <div className="flex min-w-fit flex-1 items-center justify-between gap-3 lg:justify-end">
              <button
                type="button"
                popoverTarget={filterSheetId}
                className={buttonStyle({ className: "lg:hidden" })}
              >
                <SlidersHorizontal aria-hidden />
                Filters{chosen > 0 ? <span className="figures"> ({chosen})</span> : null}
              </button>
              <SortChoice form={filterFormId} sorts={sortsFor(market)} sort={market.sort} />
            </div>
          </div>
          <ActiveFilters market={market} facets={facets} />
          <div className="transition-opacity duration-150 group-has-data-pending/market:opacity-60">
            {cursor ? (
              <p className="mb-4 text-sm">
                <Link href={marketHref(filters)} className="underline">
                  Back to the first page
                </Link>
              </p>
            ) : null}
            {nothing ? (
              <Nothing narrowed={Object.keys(narrowing).length > 0} creators={creators?.items.length ?? 0} />
            ) : (
              <ProductGrid narrow>
                {products.items.map((product, index) => (
                  <li key={product.id}>
                    <ProductCard product={product} eager={index < 3} />
                  </li>
                ))}
              </ProductGrid>
            )}
            {products.nextCursor ? (
              <MoreProducts
                key={marketHref(market)}
                cursor={products.nextCursor}
                query={{ ...filters, limit: pageSize }}
                href={marketHref({ ...filters, cursor: products.nextCursor })}
                narrow
              />
            ) : null}
          </div>
        </section>
      </div>
    </div>
  );
}

function total(count: number | undefined, locale: string): string {
  return count === undefined ? "More than 1,000 products" : plural(count, "product", undefined, locale);
}

function heading({ query, category, tag = [] }: MarketQuery, facets: Facets): string {
  const name = facets.categories.find(({ slug }) => slug === category)?.name;
  const what = query ? `“${query}”` : tag.length === 1 ? `Tagged “${tag[0]}”` : null;
  if (what) return name ? `${what} in ${name}` : what;
  return name ?? "Made by people, sold by them";
}

function Nothing({ narrowed, creators }: { narrowed: boolean; creators: number }) {
  return (
    <EmptyState
      icon={PackageOpen}
      title={creators > 0 ? "No product matches" : narrowed ? "Nothing matches" : "Nothing is for sale yet"}
      action={
        <Link href={narrowed ? "/" : "/studio"} className={buttonStyle({ variant: "primary" })}>
          {narrowed ? "See all products" : "Sell the first thing"}
        </Link>
      }
    >
      {narrowed
        ? "Take a filter away, or try a shorter word."
        : "The shelves fill as soon as somebody publishes."}
    </EmptyState>
  );
}
