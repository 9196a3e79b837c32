import type { OperatorCreator } from "@vaulture/sdk";
import { Store } from "lucide-react";
import type { Metadata } from "next";
import { FilterForm } from "@/components/operations/filter-form";
import { OperationsPage } from "@/components/operations/operations-page";
import { AccountState } from "@/components/operations/state-badges";
import { Avatar } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { ShowMore } from "@/components/ui/show-more";
import { Time } from "@/components/ui/time";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Creators" };

const here = "/operations/creators";
const states = [
  ["", "All"],
  ["active", "Not suspended"],
  ["suspended", "Suspended"],
] as const;

const columns: Column<OperatorCreator>[] = [
  {
    title: "Creator",
    cell: ({ id, displayName, handle, avatarUrl }) => (
      <Link href={`${here}/${id}`} className="group flex min-w-0 items-center gap-3">
        <Avatar name={displayName} url={avatarUrl} />
        <span className="min-w-0">
          <span className="block truncate font-medium group-hover:underline">{displayName}</span>
          <span className="block truncate text-soft">@{handle}</span>
        </span>
      </Link>
    ),
  },
  { title: "State", cell: ({ suspendedAt }) => <AccountState suspendedAt={suspendedAt} /> },
  {
    title: "For sale",
    figures: true,
    cell: ({ publishedCount, productCount }) => `${publishedCount} of ${productCount}`,
  },
  { title: "Sales", figures: true, cell: ({ saleCount }) => saleCount },
  { title: "Since", cell: ({ createdAt }) => <Time at={createdAt} className="whitespace-nowrap" /> },
];

export default async function CreatorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const filters = {
    query: oneParam(search, "query"),
    state: oneOf(["active", "suspended"], oneParam(search, "state")),
  };
  const page = await (await serverApi()).get("/api/v1/operations/creators", {
    query: { ...filters, cursor: oneParam(search, "cursor") },
  });
  return (
    <OperationsPage title="Creators">
      <FilterForm
        action={here}
        label="Creators"
        placeholder="Handle, name or id"
        query={filters.query}
        choices={[{ name: "state", label: "State", value: filters.state, options: states }]}
      />
      {page.items.length > 0 ? (
        <Records label="Creators" columns={columns} items={page.items} keyOf={({ id }) => id} />
      ) : (
        <EmptyState icon={Store} title="No creator matches">
          Try a part of the handle or name.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older creators" />
    </OperationsPage>
  );
}
