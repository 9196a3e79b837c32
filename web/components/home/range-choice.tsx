import Link from "@/components/ui/link";
import { listHref } from "@/lib/sales-query";

export const ranges = [
  ["7d", "7 days"],
  ["30d", "30 days"],
  ["90d", "90 days"],
  ["12m", "12 months"],
] as const;
export type Range = (typeof ranges)[number][0];

interface RangeChoiceProps {
  path: string;
  range: Range;
  /** Chosen one first or not at all; a choice is shown where there are several. */
  currency: string | undefined;
  currencies: string[];
}

/** Which days, and in which currency, the numbers below are of. */
export function RangeChoice({ path, range, currency, currencies }: RangeChoiceProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Segments
        label="Period"
        items={ranges.map(([value, label]) => ({
          label,
          href: listHref(path, { range: value, currency }),
          current: value === range,
        }))}
      />
      {currencies.length > 1 ? (
        <Segments
          label="Currency"
          items={currencies.map((value) => ({
            label: value.toUpperCase(),
            href: listHref(path, { range, currency: value }),
            current: value === currency,
          }))}
        />
      ) : null}
    </div>
  );
}

function Segments({
  label,
  items,
}: {
  label: string;
  items: { label: string; href: string; current: boolean }[];
}) {
  return (
    <nav aria-label={label}>
      <ul className="flex rounded-md bg-sunken p-1">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              scroll={false}
              aria-current={item.current ? "true" : undefined}
              className={`flex h-8 items-center rounded-sm px-3 text-sm whitespace-nowrap ${
                item.current ? "bg-raised font-medium" : "text-soft hover:text-ink"
              }`}
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
