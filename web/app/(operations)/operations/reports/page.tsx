import { Check, FolderClosed } from "lucide-react";
import type { Metadata } from "next";
import { OperationsPage } from "@/components/operations/operations-page";
import { ReportList } from "@/components/operations/report-list";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Reports" };

const here = "/operations/reports";
const states = ["open", "closed"] as const;
const titles = { open: "Open", closed: "Closed" };
const nothing = {
  open: { icon: Check, title: "Nothing was reported", text: "What people report under a post comes here." },
  closed: {
    icon: FolderClosed,
    title: "Nothing was closed yet",
    text: "What you have decided on comes here.",
  },
};

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const state = oneOf(states, oneParam(search, "state")) ?? "open";
  const page = await (await serverApi()).get("/api/v1/operations/reports", {
    query: { state, cursor: oneParam(search, "cursor") },
  });
  const { icon, title, text } = nothing[state];
  return (
    <OperationsPage title="Reports">
      <nav aria-label="Reports by state" className="-mb-4 border-b border-line">
        <ul className="flex gap-6">
          {states.map((one) => (
            <li key={one}>
              <Link
                href={one === "open" ? here : `${here}?state=${one}`}
                aria-current={one === state ? "page" : undefined}
                className={`-mb-px flex h-11 items-center border-b-2 text-sm -outline-offset-2 ${
                  one === state ? "border-ink font-medium" : "border-transparent text-soft hover:text-ink"
                }`}
              >
                {titles[one]}
                {one === "open" && page.open > 0 ? (
                  <span className="figures ml-1.5 text-soft">{String(page.open)}</span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {page.items.length > 0 ? (
        <ReportList reports={page.items} />
      ) : (
        <EmptyState icon={icon} title={title}>
          {text}
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, { state }, page.nextCursor)} label="Older reports" />
    </OperationsPage>
  );
}
