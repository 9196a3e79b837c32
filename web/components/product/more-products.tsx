"use client";

import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import { type MouseEvent, useState } from "react";
import Link from "@/components/ui/link";
import { api } from "@/lib/browser-api";
import type { MarketQuery } from "@/lib/market-query";
import { ProductCard } from "./product-card";
import { ProductGrid } from "./product-grid";

interface MoreProductsProps {
  cursor: string;
  query: MarketQuery & { creator?: string; limit?: number };
  /** The same next page as an address, for readers without JavaScript. */
  href: string;
  linkClassName: string;
  hideCreator?: boolean;
}

/** Adds the following pages of a grid below it; a plain link until the page is live. */
export function MoreProducts({ cursor, query, href, linkClassName, hideCreator = false }: MoreProductsProps) {
  const [items, setItems] = useState<ProductCardData[]>([]);
  const [next, setNext] = useState<string | null>(cursor);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");

  async function more(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !next) return;
    event.preventDefault();
    if (state === "loading") return;
    setState("loading");
    try {
      const page = await api.get("/api/v1/products", { query: { ...query, cursor: next } });
      setItems((shown) => [...shown, ...page.items]);
      setNext(page.nextCursor);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      {items.length > 0 ? (
        <div className="mt-8 sm:mt-10">
          <ProductGrid>
            {items.map((product) => (
              <li key={product.id}>
                <ProductCard product={product} hideCreator={hideCreator} />
              </li>
            ))}
          </ProductGrid>
        </div>
      ) : null}
      <p role="status" className="mt-4 min-h-5 text-center text-sm text-soft">
        {state === "failed" ? "That did not load. Try again." : null}
        {items.length > 0 && state === "idle" ? <span className="sr-only">More products added</span> : null}
      </p>
      {next ? (
        <nav aria-label="More results" className="mt-4 flex justify-center">
          <Link
            href={href}
            rel="next"
            onClick={more}
            aria-busy={state === "loading"}
            className={linkClassName}
          >
            {state === "loading" ? "Loading…" : "Show more"}
          </Link>
        </nav>
      ) : null}
    </>
  );
}
