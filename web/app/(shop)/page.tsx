import { ApiError } from "@vaulture/sdk";
import { PackageOpen } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { MarketFilters } from "@/components/product/market-filters";
import { MoreProducts } from "@/components/product/more-products";
import { ProductCard } from "@/components/product/product-card";
import { ProductGrid } from "@/components/product/product-grid";
import { JsonLd } from "@/components/site/json-ld";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { plural } from "@/lib/format";
import { type MarketQuery, marketHref, readMarketQuery } from "@/lib/market-query";
import { siteMetadata } from "@/lib/page-metadata";
import type { SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { siteData } from "@/lib/structured-data";

const pageSize = 24;

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query, category, tag, cursor } = readMarketQuery(await searchParams);
  return {
    ...siteMetadata({
      title: query && `Search: ${query}`,
      path: category && !query && !tag ? marketHref({ category }) : "/",
    }),
    ...(query || tag || cursor ? { robots: { index: false, follow: true } } : {}),
  };
}

export default async function MarketPage({ searchParams }: Props) {
  const market = readMarketQuery(await searchParams);
  const { cursor, ...filters } = market;
  const api = await serverApi();
  const [categories, products] = await Promise.all([
    api.get("/api/v1/categories"),
    api.get("/api/v1/products", { query: { ...market, limit: pageSize } }).catch((error: unknown) => {
      // A page mark from long ago, or another order, is no reason for an error: start again at the top.
      if (cursor && error instanceof ApiError && error.status === 400) redirect(marketHref(filters));
      throw error;
    }),
  ]);
  const category = categories.items.find((entry) => entry.slug === market.category);
  return (
    <div className="page pt-8 sm:pt-12">
      <JsonLd data={siteData()} />
      <h1 className="text-xl sm:text-2xl">{heading(market, category?.name)}</h1>
      <MarketFilters market={market} categories={categories.items} />
      {products.items.length === 0 ? (
        <Nothing market={market} />
      ) : (
        <>
          {products.total !== undefined && (market.query || market.tag || category) ? (
            <p className="mb-4 text-sm text-soft">{plural(products.total, "product")}</p>
          ) : null}
          {cursor ? (
            <p className="mb-4 text-sm">
              <Link href={marketHref(filters)} className="underline">
                Back to the first page
              </Link>
            </p>
          ) : null}
          <ProductGrid>
            {products.items.map((product, index) => (
              <li key={product.id}>
                <ProductCard product={product} eager={index < 4} />
              </li>
            ))}
          </ProductGrid>
          {products.nextCursor ? (
            <MoreProducts
              key={marketHref(market)}
              cursor={products.nextCursor}
              query={{ ...filters, limit: pageSize }}
              href={marketHref({ ...filters, cursor: products.nextCursor })}
              linkClassName={buttonStyle({ variant: "secondary" })}
            />
          ) : null}
        </>
      )}
    </div>
  );
}

function heading(market: MarketQuery, category: string | undefined): string {
  if (market.tag && !market.query)
    return category ? `Tagged “${market.tag}” in ${category}` : `Tagged “${market.tag}”`;
  if (market.query) return category ? `“${market.query}” in ${category}` : `“${market.query}”`;
  return category ?? "Made by people, sold by them";
}

function Nothing({ market }: { market: MarketQuery }) {
  const narrowed = Boolean(market.query || market.category || market.tag);
  return (
    <EmptyState
      icon={PackageOpen}
      title={narrowed ? "Nothing matches" : "Nothing is for sale yet"}
      action={
        <Link href={narrowed ? "/" : "/studio"} className={buttonStyle({ variant: "primary" })}>
          {narrowed ? "See all products" : "Sell the first thing"}
        </Link>
      }
    >
      {narrowed
        ? "Try a shorter word or another category."
        : "The shelves fill as soon as somebody publishes."}
    </EmptyState>
  );
}
