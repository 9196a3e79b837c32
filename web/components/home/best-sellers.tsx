import type { StudioHome } from "@vaulture/sdk";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { plural } from "@/lib/format";
import { viewerLocale } from "@/lib/viewer-locale";

interface BestSellersProps {
  products: StudioHome["bestSellers"];
  currency: string;
  handle: string;
}

/** What brought in most in the period, with its part of the best one's revenue as a bar. */
export async function BestSellers({ products, currency, handle }: BestSellersProps) {
  const locale = await viewerLocale();
  const top = Math.max(1, ...products.map(({ gross }) => gross));
  if (products.length === 0) return <p className="text-sm text-soft">Nothing was sold in this period.</p>;
  return (
    <ol className="divide-y divide-line border-y border-line">
      {products.map(({ item, count, gross }) => (
        <li key={item.id}>
          <Link
            href={`/studio/${handle}/sales?item=${item.id}`}
            className="grid gap-1.5 py-3 text-sm hover:bg-sunken"
          >
            <span className="flex justify-between gap-4">
              <span className="min-w-0 truncate">{item.title}</span>
              <span className="figures shrink-0">
                {gross > 0 ? <Amount full price={{ amount: gross, currency }} /> : "Free"}
              </span>
            </span>
            <span className="flex items-center justify-between gap-4 text-soft">
              <progress aria-hidden className="bar max-w-40" data-tone="quiet" max={top} value={gross} />
              <span className="figures shrink-0 text-xs">{plural(count, "sale", "sales", locale)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
