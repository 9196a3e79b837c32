import type { StudioHome } from "@vaulture/sdk";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount, formatDate, plural } from "@/lib/format";
import { formatPrice } from "@/lib/money";
import { viewerLocale } from "@/lib/viewer-locale";
import { Bars } from "./bars";

type Stretch = StudioHome["series"][number];

/** Revenue over the period as bars, the period before as paler ones behind; the same as a table for whoever reads it so. */
export async function RevenueChart({ series, currency }: { series: Stretch[]; currency: string }) {
  const locale = await viewerLocale();
  const money = (amount: number) => formatPrice({ amount, currency }, locale);
  const days = ({ from, to }: Stretch) =>
    from === to ? formatDate(from, locale) : `${formatDate(from, locale)} – ${formatDate(to, locale)}`;
  const top = Math.max(1, ...series.flatMap(({ gross, before }) => [gross, before]));
  const best = series.reduce((most, stretch) => (stretch.gross > most.gross ? stretch : most));
  const total = series.reduce((sum, { gross }) => sum + gross, 0);
  const summary =
    total === 0
      ? "Revenue: nothing in this period."
      : `Revenue: ${money(total)} in all; most on ${days(best)} with ${money(best.gross)}.`;
  const [first, last] = [series[0]!, series.at(-1)!];
  return (
    <figure className="grid grid-cols-1 gap-2">
      <div className="flex items-center justify-between text-xs text-soft">
        <span className="figures">{total === 0 ? "" : money(top)}</span>
        <span aria-hidden className="flex gap-4">
          <Key className="bg-accent" label="This period" />
          <Key className="bg-line-strong/35" label="The one before" />
        </span>
      </div>
      <Bars
        summary={summary}
        bars={series.map((stretch) => ({
          key: stretch.from,
          title: `${days(stretch)}: ${money(stretch.gross)}, ${plural(stretch.count, "sale", "sales", locale)}. Before: ${money(stretch.before)}`,
          now: stretch.gross / top,
          before: stretch.before / top,
        }))}
      />
      <div aria-hidden className="flex justify-between text-xs text-soft">
        <span>{formatDate(first.from, locale)}</span>
        <span>{formatDate(last.to, locale)}</span>
      </div>
      <figcaption>
        <details className="text-sm">
          <summary className="w-fit list-none rounded-sm text-soft underline underline-offset-2 hover:text-ink">
            Show as a table
          </summary>
          <div className="mt-3 max-h-96 overflow-y-auto">
            <Table label="Revenue by day or month">
              <thead>
                <tr>
                  <Th>When</Th>
                  <Th className="text-right">Revenue</Th>
                  <Th className="text-right">Sales</Th>
                  <Th className="text-right">Revenue before</Th>
                </tr>
              </thead>
              <tbody>
                {series.map((stretch) => (
                  <tr key={stretch.from}>
                    <Td className="whitespace-nowrap">{days(stretch)}</Td>
                    <Td className="figures text-right">{money(stretch.gross)}</Td>
                    <Td className="figures text-right">{formatCount(stretch.count, locale)}</Td>
                    <Td className="figures text-right">{money(stretch.before)}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        </details>
      </figcaption>
    </figure>
  );
}

function Key({ className, label }: { className: string; label: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={`size-2.5 rounded-[2px] ${className}`} />
      {label}
    </span>
  );
}
