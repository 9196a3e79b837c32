"use client";

import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import { MoreList } from "@/components/ui/more-list";
import { api } from "@/lib/browser-api";
import type { MarketQuery } from "@/lib/market-query";
import { useMore } from "@/lib/use-more";
import { CardSkeleton } from "./card-skeleton";
import { ProductCard } from "./product-card";
import { ProductGrid } from "./product-grid";

interface MoreProductsProps {
  cursor: string;
  query: MarketQuery & { creator?: string; section?: "none"; limit?: number };
  /** The same next page as an address, for readers without JavaScript. */
  href: string;
  hideCreator?: boolean;
  /** The grid stands beside a column. */
  narrow?: boolean;
}

/** The pages of a grid of products behind its first. */
export function MoreProducts({
  cursor,
  query,
  href,
  hideCreator = false,
  narrow = false,
}: MoreProductsProps) {
  const list = useMore<ProductCardData>({
    key: href,
    cursor,
    idOf: ({ id }) => id,
    load: (next, signal) => api.get("/api/v1/products", { query: { ...query, cursor: next }, signal }),
  });
  return (
    <MoreList list={list} href={href} things="products">
      {list.items.length > 0 || list.state === "loading" ? (
        <ProductGrid narrow={narrow}>
          {list.items.map((product) => (
            <li key={product.id}>
              <ProductCard product={product} hideCreator={hideCreator} />
            </li>
          ))}
          {list.state === "loading" ? <CardSkeleton count={narrow ? 3 : 4} /> : null}
        </ProductGrid>
      ) : null}
    </MoreList>
  );
}
