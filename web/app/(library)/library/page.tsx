import { Library } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { LibraryCard } from "@/components/library/library-card";
import { ProductGrid } from "@/components/product/product-grid";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { ShowMore } from "@/components/ui/show-more";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Library", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function LibraryPage({ searchParams }: Props) {
  await requireSession("/library");
  const search = await searchParams;
  const one = (name: string) => oneParam(search, name);
  const filters = { query: one("query"), creator: one("creator") };
  const narrowed = Boolean(filters.query || filters.creator);
  const api = await serverApi();
  const [page, all] = await Promise.all([
    api.get("/api/v1/library", { query: { ...filters, cursor: one("cursor") } }),
    narrowed || one("cursor") ? api.get("/api/v1/library", { query: { limit: 60 } }) : null,
  ]);
  const creators = new Map(
    (all ?? page).items.map(({ product }) => [product.creator.handle, product.creator.displayName]),
  );
  return (
    <div className="page pt-8 sm:pt-12">
      <h1 className="text-xl sm:text-2xl">Library</h1>
      {page.items.length === 0 && !narrowed ? (
        <EmptyState
          icon={Library}
          title="Nothing here yet"
          className="mt-8"
          action={
            <Link href="/" className={buttonStyle({ variant: "primary" })}>
              Browse products
            </Link>
          }
        >
          Whatever you buy or get for free is kept here, ready to download again.
        </EmptyState>
      ) : (
        <>
          <Form
            prefetch={false}
            action="/library"
            role="search"
            aria-label="Your library"
            className="mt-6 mb-8 flex flex-wrap gap-3"
          >
            <Input
              type="search"
              name="query"
              aria-label="Search your library"
              placeholder="Search your library"
              defaultValue={filters.query}
              className="sm:max-w-72"
            />
            {creators.size > 1 ? (
              <Select
                name="creator"
                aria-label="Creator"
                defaultValue={filters.creator ?? ""}
                className="min-w-0 flex-1 sm:w-52 sm:flex-none"
              >
                <option value="">All creators</option>
                {[...creators].map(([handle, name]) => (
                  <option key={handle} value={handle}>
                    {name}
                  </option>
                ))}
              </Select>
            ) : null}
            <Button type="submit">Search</Button>
          </Form>
          {page.items.length === 0 ? (
            <EmptyState
              title="Nothing matches"
              action={
                <Link href="/library" className={buttonStyle()}>
                  Show everything
                </Link>
              }
            >
              You own nothing that fits this search.
            </EmptyState>
          ) : (
            <ProductGrid>
              {page.items.map((item) => (
                <li key={item.purchaseId}>
                  <LibraryCard item={item} />
                </li>
              ))}
            </ProductGrid>
          )}
          <ShowMore
            href={
              page.nextCursor
                ? `/library?${new URLSearchParams({
                    ...(filters.query ? { query: filters.query } : {}),
                    ...(filters.creator ? { creator: filters.creator } : {}),
                    cursor: page.nextCursor,
                  })}`
                : null
            }
          />
        </>
      )}
    </div>
  );
}
