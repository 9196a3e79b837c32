import type { SalesTotals } from "@vaulture/sdk";
import { formatSum } from "@/lib/money";

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

function SumRow({ row }: { row: SalesTotals }) {
  const sum = (amount: number) => formatSum({ amount, currency: row.currency });
  const numbers: [label: string, value: string, meaning: string][] = [
    ["Sales", row.count.toLocaleString("en-US"), "paid purchases"],
    ["Gross", sum(row.gross), "what buyers paid"],
    ["Fees", sum(row.fees), "kept by the platform"],
    ["Refunded", sum(row.refunded), "given back"],
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
