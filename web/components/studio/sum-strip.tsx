import { formatSum } from "@/lib/money";
import type { SaleTotals } from "@/lib/sale-totals";

/** Sales in five numbers; each says what it is made of. */
export function SumStrip({ totals }: { totals: SaleTotals }) {
  const numbers: [label: string, value: string, meaning: string][] = [
    ["Sales", totals.count.toLocaleString("en-US"), "paid purchases"],
    ["Gross", formatSum(totals.gross), "what buyers paid"],
    ["Fees", formatSum(totals.fees), "kept by the platform"],
    ["Refunded", formatSum(totals.refunded), "given back"],
    ["Net", formatSum(totals.net), "yours: gross less fees and refunds"],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-6 sm:grid-cols-3 lg:grid-cols-5">
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
