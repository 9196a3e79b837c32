import { Download, Users } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { CustomersList } from "@/components/sale/customers-list";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { ShowMore } from "@/components/ui/show-more";
import { SubmitOnChange } from "@/components/ui/submit-on-change";
import { listHref } from "@/lib/sales-query";
import { oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Customers", robots: { index: false } };

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> };

export default async function CustomersPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/customers`;
  await requireMembership(handle, here);
  const search = await searchParams;
  const query = oneParam(search, "query")?.slice(0, 200);
  const sort = oneOf(["recent", "purchases"], oneParam(search, "sort"));
  const page = await (await serverApi()).get("/api/v1/creators/{handle}/customers", {
    path: { handle },
    query: { query, sort, cursor: oneParam(search, "cursor") },
  });
  const empty = page.items.length === 0;
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Customers</h1>
        {empty ? null : (
          <a
            href={listHref(`/api/v1/creators/${handle}/customers.csv`, { query })}
            download
            className={buttonStyle({ size: "small" })}
          >
            <Download aria-hidden />
            Export CSV
          </a>
        )}
      </div>
      {empty && !query ? (
        <EmptyState icon={Users} title="No customers yet">
          Everybody who buys something of yours, or takes something free, is listed here.
        </EmptyState>
      ) : (
        <>
          <Form
            key={listHref(here, { query, sort })}
            prefetch={false}
            action={here}
            role="search"
            aria-label="Customers"
            className="flex flex-wrap gap-3"
          >
            <Input
              type="search"
              name="query"
              aria-label="Search by name or e-mail"
              placeholder="Name or e-mail"
              defaultValue={query}
              maxLength={200}
              className="sm:w-auto sm:min-w-64 sm:flex-1"
            />
            <SubmitOnChange>
              <Select
                name="sort"
                aria-label="Order"
                defaultValue={sort ?? "recent"}
                className="w-full sm:w-52"
              >
                <option value="recent">Latest purchase first</option>
                <option value="purchases">Most purchases first</option>
              </Select>
            </SubmitOnChange>
            <Button type="submit" className="sr-only focus:not-sr-only focus:inline-flex">
              Search
            </Button>
          </Form>
          {empty ? (
            <EmptyState
              title="Nobody matches"
              action={
                <Link href={here} className={buttonStyle()}>
                  Show all customers
                </Link>
              }
            />
          ) : (
            <CustomersList customers={page.items} handle={handle} />
          )}
          <ShowMore
            href={page.nextCursor ? listHref(here, { query, sort, cursor: page.nextCursor }) : null}
            label="More customers"
          />
        </>
      )}
    </div>
  );
}
