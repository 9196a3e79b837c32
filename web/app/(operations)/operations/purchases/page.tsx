import { Receipt } from "lucide-react";
import type { Metadata } from "next";
import { FilterForm } from "@/components/operations/filter-form";
import { OperationsPage } from "@/components/operations/operations-page";
import { PurchaseList } from "@/components/operations/purchase-list";
import { EmptyState } from "@/components/ui/empty-state";
import { ShowMore } from "@/components/ui/show-more";
import { nextPage, oneId, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Purchases" };

const here = "/operations/purchases";
const statuses = [
  ["", "All that were paid"],
  ["completed", "Paid"],
  ["partially_refunded", "Partly refunded"],
  ["refunded", "Refunded"],
  ["disputed", "Disputed"],
  ["dispute_lost", "Dispute lost"],
  ["pending", "Waiting for payment"],
  ["expired", "Not paid in time"],
  ["failed", "Payment failed"],
] as const;

export default async function PurchasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const filters = {
    query: oneParam(search, "query"),
    status: oneOf(
      statuses.map(([value]) => value).filter((value) => value !== ""),
      oneParam(search, "status"),
    ),
    buyer: oneId(search, "buyer"),
    creator: oneId(search, "creator"),
    item: oneId(search, "item"),
  };
  const page = await (await serverApi()).get("/api/v1/operations/purchases", {
    query: { ...filters, cursor: oneParam(search, "cursor") },
  });
  const { buyer, creator, item } = filters;
  return (
    <OperationsPage title="Purchases">
      <FilterForm
        action={here}
        label="Purchases"
        placeholder="Buyer, title, order or payment id"
        query={filters.query}
        choices={[{ name: "status", label: "State", value: filters.status, options: statuses }]}
        kept={{ buyer, creator, item }}
      />
      {page.items.length > 0 ? (
        <PurchaseList purchases={page.items} />
      ) : (
        <EmptyState icon={Receipt} title="No purchase matches">
          An order number, or an id of the payment provider such as pi_…, finds one order exactly.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older purchases" />
    </OperationsPage>
  );
}
