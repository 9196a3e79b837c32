import { Receipt } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ActivityList } from "@/components/home/activity-list";
import { BestSellers } from "@/components/home/best-sellers";
import { HomeAlerts } from "@/components/home/home-alerts";
import { KeyNumbers } from "@/components/home/key-numbers";
import { RangeChoice, ranges } from "@/components/home/range-choice";
import { RevenueChart } from "@/components/home/revenue-chart";
import { SetupSteps } from "@/components/home/setup-steps";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Studio", robots: { index: false } };

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> };

export default async function StudioHomePage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}`;
  const { role } = await requireMembership(handle, here);
  const search = await searchParams;
  const keys = ranges.map(([key]) => key);
  const range = oneOf(keys, oneParam(search, "range")) ?? "30d";
  const asked = oneParam(search, "currency");
  const home = await (await serverApi()).get("/api/v1/creators/{handle}/home", {
    path: { handle },
    query: { range, currency: asked && /^[a-z]{3}$/.test(asked) ? asked : undefined },
  });
  const { currency, setup } = home;
  const mayEdit = role !== "analyst";
  return (
    <div className="grid grid-cols-1 gap-8 sm:gap-10">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Home</h1>
        {mayEdit ? (
          <Link href={`${here}/products/new`} className={buttonStyle({ variant: "primary" })}>
            New product
          </Link>
        ) : null}
      </div>
      <HomeAlerts alerts={home.alerts} handle={handle} />
      {setup && mayEdit ? <SetupSteps steps={setup} handle={handle} /> : null}
      {currency ? (
        <>
          <section aria-label="Numbers" className="grid grid-cols-1 gap-6">
            <RangeChoice
              path={here}
              range={range}
              currency={currency}
              currencies={home.currencies.map((known) => known.currency)}
            />
            <KeyNumbers home={home} currency={currency} />
            <RevenueChart series={home.series} currency={currency} />
          </section>
          <div className="grid grid-cols-1 gap-10 lg:grid-cols-2">
            <Part title="Best sellers" link={[`${here}/sales`, "All sales"]}>
              <BestSellers products={home.bestSellers} currency={currency} handle={handle} />
            </Part>
            <Part title="Lately" link={[`${here}/customers`, "Customers"]}>
              <ActivityList activity={home.activity} handle={handle} />
            </Part>
          </div>
        </>
      ) : (
        <EmptyState
          icon={Receipt}
          title="No sales yet"
          action={
            <Link href={`/@${handle}`} className={buttonStyle()}>
              View storefront
            </Link>
          }
        >
          Your revenue, best sellers and what buyers do appear here with the first sale.
        </EmptyState>
      )}
    </div>
  );
}

interface PartProps {
  title: string;
  link: [href: string, label: string];
  children: ReactNode;
}

function Part({ title, link: [href, label], children }: PartProps) {
  const id = title.toLowerCase().replace(" ", "-");
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        <Link href={href} className="text-sm underline underline-offset-2">
          {label}
        </Link>
      </div>
      {children}
    </section>
  );
}
