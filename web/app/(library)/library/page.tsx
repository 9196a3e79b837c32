import { Library, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { LibraryCard } from "@/components/library/library-card";
import { LibraryFilters } from "@/components/library/library-filters";
import { LibraryMemberships } from "@/components/membership/library-memberships";
import { ProductGrid } from "@/components/product/product-grid";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { type LibraryQuery, libraryHref, readLibraryQuery } from "@/lib/library-query";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Library", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function LibraryPage({ searchParams }: Props) {
  await requireSession("/library");
  const search = await searchParams;
  const filters = readLibraryQuery(search);
  const api = await serverApi();
  const [{ items, nextCursor, creators, counts }, memberships] = await Promise.all([
    api.get("/api/v1/library", { query: { ...filters, cursor: oneParam(search, "cursor") } }),
    api.get("/api/v1/subscriptions").then((all) => all.items.filter(({ startedAt }) => startedAt !== null)),
  ]);
  return (
    <div className="page pt-8 sm:pt-12">
      <h1 className="text-xl sm:text-2xl">Library</h1>
      <LibraryMemberships memberships={memberships} />
      {counts.available + counts.ended === 0 ? (
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
          Whatever you buy or get for free is kept here, ready to be opened again: products and posts.
        </EmptyState>
      ) : (
        <>
          <div className="mt-6 mb-8">
            <LibraryFilters filters={filters} creators={creators} counts={counts} />
          </div>
          {items.length === 0 ? (
            <NoMatch filters={filters} ended={counts.ended} />
          ) : (
            <ProductGrid>
              {items.map((item) => (
                <li key={item.purchaseId}>
                  <LibraryCard item={item} />
                </li>
              ))}
            </ProductGrid>
          )}
          <ShowMore href={nextCursor ? libraryHref({ ...filters, cursor: nextCursor }) : null} />
        </>
      )}
    </div>
  );
}

function NoMatch({ filters: { query, state, creator }, ended }: { filters: LibraryQuery; ended: number }) {
  const noneEnded = state === "ended" && ended === 0;
  return (
    <EmptyState
      icon={SearchX}
      title={noneEnded ? "Nothing has ended" : "Nothing matches"}
      action={
        <>
          {query && (state || creator) ? (
            <Link href={libraryHref({ query })} className={buttonStyle()}>
              Search everything for “{query}”
            </Link>
          ) : null}
          <Link href="/library" className={buttonStyle()}>
            Show the whole library
          </Link>
        </>
      }
    >
      {noneEnded
        ? "Everything you have is open to you."
        : query
          ? `Nothing you have is called “${query}” or comes from somebody of that name.`
          : "Nothing you have fits both choices."}
    </EmptyState>
  );
}
