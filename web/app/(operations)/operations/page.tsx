import type { Metadata } from "next";
import Form from "next/form";
import { notFound } from "next/navigation";
import { PurchaseList } from "@/components/operations/purchase-list";
import { SuspendForm } from "@/components/operations/suspend-form";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { ShowMore } from "@/components/ui/show-more";
import { Toaster } from "@/components/ui/toast";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Operations", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function OperationsPage({ searchParams }: Props) {
  const { user } = await requireSession("/operations");
  if (!user.isOperator) notFound();
  const search = await searchParams;
  const one = (name: string) => oneParam(search, name);
  const query = one("query");
  const page = await (await serverApi()).get("/api/v1/operations/purchases", {
    query: { query, cursor: one("cursor") },
  });
  return (
    <div className="page grid grid-cols-1 gap-12 pt-8 sm:pt-12">
      <h1 className="text-xl sm:text-2xl">Operations</h1>
      <section aria-labelledby="purchases" className="min-w-0">
        <h2 id="purchases" className="text-lg">
          Purchases
        </h2>
        <Form
          prefetch={false}
          action="/operations"
          role="search"
          aria-label="Purchases"
          className="mt-4 mb-6 flex flex-wrap gap-3"
        >
          <Input
            type="search"
            name="query"
            aria-label="Search by buyer or product"
            placeholder="Buyer or product"
            defaultValue={query}
            className="max-w-72"
          />
          <Button type="submit">Search</Button>
        </Form>
        {page.items.length === 0 ? (
          <EmptyState title={query ? "Nothing matches" : "No purchases yet"} />
        ) : (
          <PurchaseList purchases={page.items} />
        )}
        <ShowMore
          href={
            page.nextCursor
              ? `/operations?${new URLSearchParams({ ...(query ? { query } : {}), cursor: page.nextCursor })}`
              : null
          }
          label="Older purchases"
        />
      </section>
      <section aria-labelledby="suspend" className="max-w-[32rem]">
        <h2 id="suspend" className="text-lg">
          Suspend or restore
        </h2>
        <p className="mt-1 mb-4 text-sm text-soft">
          A suspended user is signed out at once; a suspended creator's products and files close, running
          downloads stop.
        </p>
        <SuspendForm />
      </section>
      <Toaster />
    </div>
  );
}
