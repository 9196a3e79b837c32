import { Receipt } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { SalesTable } from "@/components/studio/sales-table";
import { SumStrip } from "@/components/studio/sum-strip";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { ShowMore } from "@/components/ui/show-more";
import { oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Sales", robots: { index: false } };

const statuses = [
  ["", "All"],
  ["completed", "Paid"],
  ["partially_refunded", "Partly refunded"],
  ["refunded", "Refunded"],
  ["disputed", "Disputed"],
  ["pending", "Waiting for payment"],
] as const;

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function SalesPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/sales`;
  const { role } = await requireMembership(handle, here);
  const search = await searchParams;
  const one = (name: string) => oneParam(search, name);
  const filters = {
    query: one("query"),
    status: oneOf(
      statuses.map(([value]) => value).filter((value) => value !== ""),
      one("status"),
    ),
  };
  const narrowed = Boolean(filters.query || filters.status);
  const page = await (await serverApi()).get("/api/v1/creators/{handle}/sales", {
    path: { handle },
    query: { ...filters, cursor: one("cursor") },
  });
  return (
    <div className="grid grid-cols-1 gap-8">
      <h1 className="text-xl">Sales</h1>
      {page.items.length === 0 && !narrowed ? (
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
          <SumStrip totals={page.totals} />
          <Form
            prefetch={false}
            action={here}
            role="search"
            aria-label="Sales"
            className="flex flex-wrap gap-3"
          >
            <Input
              type="search"
              name="query"
              aria-label="Search by buyer or product"
              placeholder="Buyer or product"
              defaultValue={filters.query}
              className="sm:max-w-72"
            />
            <Select
              name="status"
              aria-label="Status"
              defaultValue={filters.status ?? ""}
              className="min-w-0 flex-1 sm:w-48 sm:flex-none"
            >
              {statuses.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
            <Button type="submit">Search</Button>
          </Form>
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
            <SalesTable
              sales={page.items.map((sale) => ({ ...sale, refunded: sale.returned }))}
              mayRefund={role === "owner"}
            />
          )}
          <ShowMore
            href={
              page.nextCursor
                ? `${here}?${new URLSearchParams({
                    ...(filters.query ? { query: filters.query } : {}),
                    ...(filters.status ? { status: filters.status } : {}),
                    cursor: page.nextCursor,
                  })}`
                : null
            }
            label="Older sales"
          />
        </>
      )}
    </div>
  );
}
