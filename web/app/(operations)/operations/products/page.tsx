import { Package } from "lucide-react";
import type { Metadata } from "next";
import { FilterForm } from "@/components/operations/filter-form";
import { OperationsPage } from "@/components/operations/operations-page";
import { ProductList } from "@/components/operations/product-list";
import { EmptyState } from "@/components/ui/empty-state";
import { ShowMore } from "@/components/ui/show-more";
import { nextPage, oneId, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Products" };

const here = "/operations/products";
const statuses = [
  ["", "All"],
  ["published", "Published"],
  ["unpublished", "Unpublished"],
  ["removed", "Taken down"],
  ["archived", "Archived"],
  ["draft", "Drafts"],
] as const;

export default async function ProductsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const filters = {
    query: oneParam(search, "query"),
    status: oneOf(["published", "unpublished", "removed", "archived", "draft"], oneParam(search, "status")),
    creator: oneId(search, "creator"),
  };
  const page = await (await serverApi()).get("/api/v1/operations/products", {
    query: { ...filters, cursor: oneParam(search, "cursor") },
  });
  return (
    <OperationsPage title="Products">
      <FilterForm
        action={here}
        label="Products of everybody"
        placeholder="Title, handle or id"
        query={filters.query}
        choices={[{ name: "status", label: "State", value: filters.status, options: statuses }]}
        kept={{ creator: filters.creator }}
      />
      {page.items.length > 0 ? (
        <ProductList products={page.items} />
      ) : (
        <EmptyState icon={Package} title="No product matches">
          Try fewer words, or another state.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older products" />
    </OperationsPage>
  );
}
