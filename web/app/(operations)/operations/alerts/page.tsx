import { BellOff, BellRing, Check } from "lucide-react";
import type { Metadata } from "next";
import { AlertList } from "@/components/operations/alert-list";
import { OperationsPage } from "@/components/operations/operations-page";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Alerts" };

const here = "/operations/alerts";
const states = ["open", "acknowledged", "muted"] as const;
const titles = { open: "Open", acknowledged: "Acknowledged", muted: "Muted" };
const nothing = {
  open: {
    icon: Check,
    title: "Nobody needs watching",
    text: "The trail is looked through each minute. What stands out is told here, and by mail to every operator.",
  },
  acknowledged: {
    icon: BellRing,
    title: "Nothing was acknowledged",
    text: "An alert comes here when somebody has looked at it.",
  },
  muted: {
    icon: BellOff,
    title: "Nothing is muted",
    text: "Mute what you know of and need not be told again.",
  },
};

export default async function AlertsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const search = await searchParams;
  const state = oneOf(states, oneParam(search, "state")) ?? "open";
  const page = await (await serverApi()).get("/api/v1/operations/alerts", {
    query: { state, cursor: oneParam(search, "cursor") },
  });
  const { icon, title, text } = nothing[state];
  return (
    <OperationsPage title="Alerts">
      <nav aria-label="Alerts by state" className="-mb-4 border-b border-line">
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
        <AlertList alerts={page.items} />
      ) : (
        <EmptyState icon={icon} title={title}>
          {text}
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, { state }, page.nextCursor)} label="Older alerts" />
    </OperationsPage>
  );
}
