import type { SalesTotals as Totals } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { Amount } from "@/components/ui/amount";
import { Explained } from "@/components/ui/explained";
import { formatCount } from "@/lib/format";
import { viewerLocale } from "@/lib/viewer-locale";

/** What the paid sales of a filter amount to, a row for each currency; each number can be asked what it means. */
export async function SalesTotals({ totals }: { totals: Totals[] }) {
  const locale = await viewerLocale();
  return (
    <div className="grid gap-4">
      {totals.map(({ currency, count, gross, returned, fees, net }) => {
        const sum = (amount: number) => <Amount full price={{ amount, currency }} />;
        const numbers: [term: string, meaning: string, value: ReactNode][] = [
          ["Sales", "Orders that were paid, or claimed for free.", formatCount(count, locale)],
          ["Revenue", "What buyers paid, before anything was taken off.", sum(gross)],
          ["Returned", "Refunds and disputes, less those that failed or were won.", sum(returned)],
          ["Fees", "The platform's share that stands after refunds.", sum(fees)],
          ["Net", "Revenue less returned and fees: what the ledger owes you for these sales.", sum(net)],
        ];
        return (
          <dl
            key={currency}
            className="relative grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5"
          >
            {numbers.map(([term, meaning, value]) => (
              <div key={term}>
                <dt>
                  <Explained term={term}>{meaning}</Explained>
                </dt>
                <dd className="figures mt-0.5 text-lg font-semibold">{value}</dd>
              </div>
            ))}
          </dl>
        );
      })}
    </div>
  );
}
