import type { Metadata } from "next";
import { EventList } from "@/components/operations/event-list";
import { HealthList } from "@/components/operations/health-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { Amount } from "@/components/ui/amount";
import { FileSize } from "@/components/ui/file-size";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { formatCount, plural } from "@/lib/format";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";
import { viewerLocale } from "@/lib/viewer-locale";

export const metadata: Metadata = { title: { absolute: "Operations" } };

export default async function OverviewPage() {
  await requireOperator("/operations");
  const api = await serverApi();
  const [overview, events] = await Promise.all([
    api.get("/api/v1/operations/overview"),
    api.get("/api/v1/operations/events", { query: { limit: 10 } }),
  ]);
  const locale = await viewerLocale();
  const { attention, totals } = overview;
  const open = (
    [
      [attention.openAlerts, "open alert", "open alerts", "/operations/alerts"],
      [attention.openReports, "open report", "open reports", "/operations/reports"],
      [attention.failedJobs, "failed job", "failed jobs", "/operations/jobs?state=failed"],
      [
        attention.unsentMails,
        "mail that was not taken",
        "mails that were not taken",
        "/operations/mail?state=failed",
      ],
      [attention.openDisputes, "open dispute", "open disputes", "/operations/purchases?status=disputed"],
      [attention.suspendedUsers, "suspended user", "suspended users", "/operations/users?state=suspended"],
      [
        attention.suspendedCreators,
        "suspended creator",
        "suspended creators",
        "/operations/creators?state=suspended",
      ],
      [
        attention.removedProducts,
        "product taken down",
        "products taken down",
        "/operations/products?status=removed",
      ],
    ] as const
  ).filter(([count]) => count > 0);
  const unwell = overview.checks.filter(({ state }) => state !== "good" && state !== "off");
  return (
    <OperationsPage title="Overview">
      <Part title="Needs a look">
        {open.length === 0 && unwell.length === 0 ? (
          <Notice tone="good">Nothing. Everything runs, and nobody waits for you.</Notice>
        ) : (
          <div className="grid gap-4">
            {open.length > 0 ? (
              <ul className="divide-y divide-line border-y border-line text-sm">
                {open.map(([count, one, many, href]) => (
                  <li key={href}>
                    <Link
                      href={href}
                      className="flex min-h-11 items-center underline-offset-2 hover:underline"
                    >
                      {plural(count, one, many, locale)}
                    </Link>
                  </li>
                ))}
              </ul>
            ) : null}
            {unwell.length > 0 ? <HealthList checks={unwell} /> : null}
          </div>
        )}
      </Part>
      <Part title="Totals">
        <Facts
          facts={[
            ["Users", formatCount(totals.users, locale)],
            ["Creators", formatCount(totals.creators, locale)],
            ["Products for sale", formatCount(totals.publishedProducts, locale)],
            ["Purchases", formatCount(totals.purchases, locale)],
            ["Stored", <FileSize key="stored" bytes={totals.storedBytes} />],
            [
              "Paid in 30 days",
              totals.lastThirtyDays.length === 0 ? (
                "Nothing"
              ) : (
                <span key="sums" className="flex flex-wrap gap-x-4">
                  {totals.lastThirtyDays.map(({ currency, gross, count }) => (
                    <span key={currency}>
                      <Amount full price={{ amount: gross, currency }} />{" "}
                      <span className="text-soft">in {plural(count, "order", "orders", locale)}</span>
                    </span>
                  ))}
                </span>
              ),
            ],
          ]}
        />
      </Part>
      <Part
        title="Lately"
        aside={
          <Link href="/operations/events" className="text-sm underline underline-offset-2">
            All events
          </Link>
        }
      >
        <EventList events={events.items} />
      </Part>
    </OperationsPage>
  );
}
