import { PackagePlus } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { ProductRows } from "@/components/studio/product-rows";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";
import { viewerLocale } from "@/lib/viewer-locale";

export const metadata: Metadata = { title: "Products", robots: { index: false } };

const statuses = [
  ["", "All"],
  ["published", "Published"],
  ["draft", "Drafts"],
  ["unpublished", "Unpublished"],
  ["archived", "Archived"],
  ["removed", "Taken down"],
] as const;

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function ProductsPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/products`;
  const { role } = await requireMembership(handle, here);
  const search = await searchParams;
  const one = (name: string) => oneParam(search, name);
  const status = oneOf(
    statuses.map(([value]) => value).filter((value) => value !== ""),
    one("status"),
  );
  const query = one("query")?.trim() || undefined;
  const page = await (await serverApi()).get("/api/v1/creators/{handle}/products", {
    path: { handle },
    query: { query, status, cursor: one("cursor") },
  });
  const href = (changes: Record<string, string | undefined>) => {
    const kept = Object.entries({ query, status, ...changes }).filter(([, value]) => value);
    return kept.length > 0 ? `${here}?${new URLSearchParams(kept as [string, string][])}` : here;
  };
  const create =
    role === "analyst" ? null : (
      <Link href={`${here}/new`} className={buttonStyle({ variant: "primary" })}>
        New product
      </Link>
    );
  const none = page.items.length === 0;
  const narrowed = Boolean(query || status);
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Products</h1>
        {none && !narrowed ? null : create}
      </div>
      {none && !narrowed ? (
        <EmptyState icon={PackagePlus} title="No products yet" action={create}>
          A product is what people buy: a title, a price and your files. It stays a draft until you publish
          it.
        </EmptyState>
      ) : (
        <>
          <Form
            prefetch={false}
            action={here}
            role="search"
            aria-label="Your products"
            className="flex gap-3"
          >
            <Input
              type="search"
              name="query"
              aria-label="Search by title"
              placeholder="Search by title"
              defaultValue={query}
              maxLength={200}
              className="sm:max-w-80"
            />
            {status ? <input type="hidden" name="status" value={status} /> : null}
            <Button type="submit">Search</Button>
          </Form>
          <nav
            aria-label="Filter by status"
            className="-mx-4 -my-1 overflow-x-auto px-4 [scrollbar-width:none] sm:-mx-1 sm:px-1"
          >
            <ul className="flex w-max gap-2 py-1">
              {statuses.map(([value, label]) => {
                const current = (status ?? "") === value;
                return (
                  <li key={value}>
                    <Link
                      href={href({ status: value })}
                      aria-current={current ? "page" : undefined}
                      className={`inline-flex h-9 items-center rounded-full border px-4 text-sm whitespace-nowrap ${current ? "border-ink bg-ink text-paper" : "border-line hover:border-line-strong"}`}
                    >
                      {label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
          {none ? (
            <EmptyState
              title={query ? `Nothing matches “${query}”` : "None of these"}
              action={
                <Link href={here} className={buttonStyle()}>
                  Show all products
                </Link>
              }
            />
          ) : (
            <ProductRows
              products={page.items}
              locale={await viewerLocale()}
              href={(id) => (role === "analyst" ? null : `${here}/${id}`)}
            />
          )}
          <ShowMore href={page.nextCursor ? href({ cursor: page.nextCursor }) : null} />
        </>
      )}
    </div>
  );
}
