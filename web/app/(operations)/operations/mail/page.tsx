import { MailOpen } from "lucide-react";
import type { Metadata } from "next";
import { FilterForm } from "@/components/operations/filter-form";
import { MailList } from "@/components/operations/mail-list";
import { OperationsPage } from "@/components/operations/operations-page";
import { EmptyState } from "@/components/ui/empty-state";
import { ShowMore } from "@/components/ui/show-more";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Mail" };

const here = "/operations/mail";
const states = [
  ["", "All"],
  ["sent", "Sent"],
  ["waiting", "Waiting"],
  ["failed", "Not taken"],
] as const;

export default async function MailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const kind = oneParam(search, "kind");
  const filters = {
    query: oneParam(search, "query"),
    kind: kind && /^[a-z_]{1,40}$/.test(kind) ? kind : undefined,
    state: oneOf(["sent", "waiting", "failed"], oneParam(search, "state")),
  };
  const page = await (await serverApi()).get("/api/v1/operations/mails", {
    query: { ...filters, cursor: oneParam(search, "cursor") },
  });
  return (
    <OperationsPage title="Mail">
      <FilterForm
        action={here}
        label="Mails"
        placeholder="Address or subject"
        query={filters.query}
        choices={[
          { name: "state", label: "State", value: filters.state, options: states },
          {
            name: "kind",
            label: "Kind",
            value: filters.kind,
            options: [
              ["", "Every kind"],
              ...page.kinds.map((one) => [one, one.replaceAll("_", " ")] as const),
            ],
          },
        ]}
      />
      {page.items.length > 0 ? (
        <MailList mails={page.items} base={here} />
      ) : (
        <EmptyState icon={MailOpen} title="No mail matches">
          Try a part of the address or subject.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, filters, page.nextCursor)} label="Older mails" />
    </OperationsPage>
  );
}
