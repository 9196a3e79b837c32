import type { SalesTotals } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { Amount } from "@/components/ui/amount";
import { formatCount } from "@/lib/format";
import { viewerLocale } from "@/lib/viewer-locale";

/** Sales in five numbers, a row for each currency; each number says what it is made of. */
export function SumStrip({ totals }: { totals: SalesTotals[] }) {
  if (totals.length === 0) return null;
  return (
    <div className="grid gap-6">
      {totals.map((row) => (
        <SumRow key={row.currency} row={row} />
      ))}
    </div>
  );
}

async function SumRow({ row }: { row: SalesTotals }) {
  const locale = await viewerLocale();
  const sum = (amount: number) => <Amount full price={{ amount, currency: row.currency }} />;
  const numbers: [label: string, value: ReactNode, meaning: string][] = [
    ["Sales", formatCount(row.count, locale), "paid purchases"],
    ["Gross", sum(row.gross), "what buyers paid"],
    ["Fees", sum(row.fees), "kept by the platform"],
    ["Returned", sum(row.returned), "refunds and disputes"],
    ["Net", sum(row.net), "yours: gross less fees and refunds"],
  ];
  return (
    <dl className="grid grid-cols-2 gap-6 sm:grid-cols-3 lg:grid-cols-5">
      {numbers.map(([label, value, meaning]) => (
        <div key={label}>
          <dt className="text-sm text-soft">{label}</dt>
          <dd className="figures text-lg font-semibold">{value}</dd>
          <dd className="text-xs text-soft">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
