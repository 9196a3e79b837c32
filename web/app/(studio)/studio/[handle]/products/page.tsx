import { PackagePlus } from "lucide-react";
import type { Metadata } from "next";
import { Cover } from "@/components/product/cover";
import { PriceTag } from "@/components/product/price-tag";
import { ProductStatus } from "@/components/product/product-status";
import { Amount } from "@/components/ui/amount";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount } from "@/lib/format";
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
] as const;

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function ProductsPage({ params, searchParams }: Props) {
  const locale = await viewerLocale();
  const { handle } = await params;
  const here = `/studio/${handle}/products`;
  const { role } = await requireMembership(handle, here);
  const search = await searchParams;
  const one = (name: string) => oneParam(search, name);
  const status = oneOf(
    statuses.map(([value]) => value).filter((value) => value !== ""),
    one("status"),
  );
  const page = await (await serverApi()).get("/api/v1/creators/{handle}/products", {
    path: { handle },
    query: { status, cursor: one("cursor") },
  });
  const create =
    role === "analyst" ? null : (
      <Link href={`${here}/new`} className={buttonStyle({ variant: "primary" })}>
        New product
      </Link>
    );
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Products</h1>
        {page.items.length > 0 || status ? create : null}
      </div>
      {page.items.length === 0 && !status ? (
        <EmptyState icon={PackagePlus} title="No products yet" action={create}>
          A product is what people buy: a title, a price and your files. It stays a draft until you publish
          it.
        </EmptyState>
      ) : (
        <>
          <nav aria-label="Filter by status" className="overflow-x-auto">
            <ul className="flex gap-2 p-1">
              {statuses.map(([value, label]) => {
                const current = (status ?? "") === value;
                return (
                  <li key={value}>
                    <Link
                      href={value ? `${here}?status=${value}` : here}
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
          {page.items.length === 0 ? (
            <EmptyState title="None of these" />
          ) : (
            <Table label="Table of products">
              <thead>
                <tr>
                  <Th>Product</Th>
                  <Th>Status</Th>
                  <Th className="text-right">Price</Th>
                  <Th className="text-right">Sales</Th>
                  <Th className="text-right">Revenue</Th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((product) => (
                  <tr key={product.id}>
                    <Td>
                      <Link href={`${here}/${product.id}`} className="group flex items-center gap-4">
                        <span className="w-14 shrink-0 overflow-hidden rounded-sm">
                          <Cover cover={product.cover} alt="" sizes="56px" />
                        </span>
                        <span className="line-clamp-2 min-w-40 font-medium group-hover:underline">
                          {product.title}
                        </span>
                      </Link>
                    </Td>
                    <Td>
                      <ProductStatus status={product.status} />
                    </Td>
                    <Td className="text-right">
                      <PriceTag price={product.price} />
                    </Td>
                    <Td className="figures text-right">{formatCount(product.salesCount, locale)}</Td>
                    <Td className="figures text-right">
                      <Amount full price={product.revenue} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
          <ShowMore
            href={
              page.nextCursor
                ? `${here}?${new URLSearchParams({ ...(status ? { status } : {}), cursor: page.nextCursor })}`
                : null
            }
          />
        </>
      )}
    </div>
  );
}
