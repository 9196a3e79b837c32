import type { StudioHome } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { Amount } from "@/components/ui/amount";
import { Explained } from "@/components/ui/explained";
import { formatCount, formatDate, numbers } from "@/lib/format";
import { viewerLocale } from "@/lib/viewer-locale";

/** The period in numbers, each beside the same of the period before and with its meaning a tap away. */
export async function KeyNumbers({ home, currency }: { home: StudioHome; currency: string }) {
  const locale = await viewerLocale();
  const { now, before, period } = home;
  const sum = (amount: number) => <Amount full price={{ amount, currency }} />;
  const balance = home.currencies.find((known) => known.currency === currency)?.balance ?? 0;
  const compared = `${formatDate(period.comparedFrom, locale)} to ${formatDate(period.comparedTo, locale)}`;
  const change = (is: number, was: number) => (
    <Change is={is} was={was} compared={compared} locale={locale} />
  );
  const rows: [term: string, meaning: string, value: ReactNode, below: ReactNode][] = [
    [
      "Revenue",
      "What buyers paid in this period, before refunds and fees.",
      sum(now.gross),
      change(now.gross, before.gross),
    ],
    [
      "Sales",
      "Orders paid in this period, free ones included.",
      formatCount(now.count, locale),
      change(now.count, before.count),
    ],
    [
      "Net",
      "What the ledger booked for you in this period: revenue less fees, refunds and disputes. Money that went back counts on the day it went.",
      sum(now.net),
      change(now.net, before.net),
    ],
    [
      "Balance",
      "What the ledger owes you in this currency by now, over all time. It does not depend on the period.",
      sum(balance),
      <span key="balance">as of now</span>,
    ],
  ];
  return (
    <dl className="relative grid grid-cols-2 gap-x-6 gap-y-6 lg:grid-cols-4">
      {rows.map(([term, meaning, value, below]) => (
        <div key={term} className="min-w-0">
          <dt>
            <Explained term={term}>{meaning}</Explained>
          </dt>
          <dd className="figures mt-1 truncate text-lg font-semibold sm:text-xl">{value}</dd>
          <dd className="mt-0.5 text-sm text-soft">{below}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ChangeProps {
  is: number;
  was: number;
  compared: string;
  locale: string;
}

function Change({ is, was, compared, locale }: ChangeProps) {
  if (is === was) return <span title={compared}>as before</span>;
  // From nothing, or from below it, there is no such thing as a percentage.
  if (was <= 0) return <span title={compared}>{was === 0 ? "none before" : "below zero before"}</span>;
  const percent = numbers(locale, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  }).format((is - was) / was);
  return (
    <span title={compared}>
      <span className={is > was ? "text-accent" : "text-ink"}>{percent}</span> on the period before
    </span>
  );
}
