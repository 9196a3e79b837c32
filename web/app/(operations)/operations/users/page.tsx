import type { OperatorUser } from "@vaulture/sdk";
import { Users } from "lucide-react";
import type { Metadata } from "next";
import { FilterForm } from "@/components/operations/filter-form";
import { OperationsPage } from "@/components/operations/operations-page";
import { AccountState } from "@/components/operations/state-badges";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { ShowMore } from "@/components/ui/show-more";
import { Time } from "@/components/ui/time";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Users" };

const here = "/operations/users";
const states = [
  ["", "Everybody"],
  ["active", "Not suspended"],
  ["suspended", "Suspended"],
  ["unverified", "Not confirmed"],
  ["operator", "Operators"],
] as const;

const columns: Column<OperatorUser>[] = [
  {
    title: "User",
    cell: ({ id, name, email }) => (
      <Link href={`${here}/${id}`} className="group block min-w-0">
        <span className="block truncate font-medium group-hover:underline">{name}</span>
        <span className="block truncate text-soft">{email}</span>
      </Link>
    ),
  },
  { title: "State", cell: (user) => <AccountState {...user} /> },
  { title: "Purchases", cell: ({ purchaseCount }) => purchaseCount, figures: true },
  {
    title: "Sells as",
    wide: true,
    cell: ({ creators }) =>
      creators.length > 0 ? (
        creators.map(({ handle }) => `@${handle}`).join(", ")
      ) : (
        <span className="text-soft">none</span>
      ),
  },
  { title: "Joined", cell: ({ createdAt }) => <Time at={createdAt} className="whitespace-nowrap" /> },
];

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const filters = {
    query: oneParam(search, "query"),
    state: oneOf(["active", "suspended", "unverified", "operator"], oneParam(search, "state")),
  };
  const page = await (await serverApi()).get("/api/v1/operations/users", {
    query: { ...filters, cursor: oneParam(search, "cursor") },
  });
  return (
    <OperationsPage title="Users">
      <FilterForm
        action={here}
        label="Users"
        placeholder="Name, address or id"
        query={filters.query}
        choices={[{ name: "state", label: "State", value: filters.state, options: states }]}
      />
      {page.items.length > 0 ? (
        <Records label="Users" columns={columns} items={page.items} keyOf={({ id }) => id} />
      ) : (
        <EmptyState icon={Users} title="Nobody matches">
          Try a part of the name or address.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older accounts" />
    </OperationsPage>
  );
}
