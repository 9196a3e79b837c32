import { ApiError } from "@vaulture/sdk";
import { Download, Receipt } from "lucide-react";
import type { Metadata } from "next";
import { SaleDetails } from "@/components/sale/sale-details";
import { SalesFilters } from "@/components/sale/sales-filters";
import { buyerName, SalesList } from "@/components/sale/sales-list";
import { SalesTotals } from "@/components/sale/sales-totals";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { ShowMore } from "@/components/ui/show-more";
import { listHref, readSalesQuery } from "@/lib/sales-query";
import type { SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Sales", robots: { index: false } };

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function SalesPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/sales`;
  const { role } = await requireMembership(handle, here);
  const asked = readSalesQuery(await searchParams);
  const { sale: opened, cursor, ...filters } = asked;
  const { sort: _, ...narrowing } = filters;
  const narrowed = Object.keys(narrowing).length > 0;
  const [page, products, detail] = await Promise.all([
    listSales(handle, { ...filters, cursor }),
    listProducts(handle),
    opened ? findSale(handle, opened) : null,
  ]);
  const closed = listHref(here, { ...filters, cursor });
  const csvHref = listHref(`/api/v1/creators/${handle}/sales.csv`, narrowing);
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Sales</h1>
        {page.items.length > 0 ? (
          <a href={csvHref} download className={buttonStyle({ size: "small" })}>
            <Download aria-hidden />
            Export CSV
          </a>
        ) : null}
      </div>
      {page.items.length === 0 && !narrowed && !cursor ? (
        <EmptyState
          icon={Receipt}
          title="No sales yet"
          action={
            <Link href={`/@${handle}`} className={buttonStyle({ variant: "primary" })}>
              View storefront
            </Link>
          }
        >
          Share your storefront where people know your work. Each sale appears here the moment it is paid.
        </EmptyState>
      ) : (
        <>
          <SalesFilters
            path={here}
            filters={asked}
            products={products}
            buyerName={page.items.find(({ buyer }) => buyer?.id === filters.buyer)?.buyer?.name}
          />
          <SalesTotals totals={page.totals} />
          {page.items.length === 0 ? (
            <EmptyState
              title="Nothing matches"
              action={
                <Link href={here} className={buttonStyle()}>
                  Show all sales
                </Link>
              }
            />
          ) : (
            <SalesList
              sales={page.items}
              hrefOf={({ id }) => listHref(here, { ...filters, cursor, sale: id })}
            />
          )}
          <ShowMore
            href={page.nextCursor ? listHref(here, { ...filters, cursor: page.nextCursor }) : null}
            label={filters.sort === "newest" || !filters.sort ? "Older sales" : "More sales"}
          />
        </>
      )}
      {opened ? (
        <Sheet key={opened} title={detail ? buyerName(detail) : "Sale"} closeHref={closed}>
          {detail ? (
            <SaleDetails sale={detail} handle={handle} mayAct={role !== "analyst"} />
          ) : (
            <Notice className="mt-4">There is no such sale here.</Notice>
          )}
        </Sheet>
      ) : null}
    </div>
  );
}

async function listSales(handle: string, query: Record<string, string | undefined>) {
  const api = await serverApi();
  const path = { handle };
  try {
    return await api.get("/api/v1/creators/{handle}/sales", { path, query });
  } catch (error) {
    // A page's address outlives the order it was cut for: start at the beginning.
    if (!(error instanceof ApiError) || error.status !== 400 || !query.cursor) throw error;
    return api.get("/api/v1/creators/{handle}/sales", { path, query: { ...query, cursor: undefined } });
  }
}

async function listProducts(handle: string) {
  const api = await serverApi();
  const { items } = await api.get("/api/v1/creators/{handle}/products", {
    path: { handle },
    query: { limit: 60 },
  });
  return items.map(({ id, title }) => ({ id, title }));
}

async function findSale(handle: string, id: string) {
  try {
    return await (await serverApi()).get("/api/v1/creators/{handle}/sales/{id}", { path: { handle, id } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
