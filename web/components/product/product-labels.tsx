import type { Product } from "@vaulture/sdk";
import Link from "@/components/ui/link";
import { marketHref } from "@/lib/market-query";

/** Where else a product of its kind is found: its category and tags. */
export function ProductLabels({ product: { category, tags } }: { product: Product }) {
  if (!category && tags.length === 0) return null;
  const style = "inline-flex h-8 items-center rounded-full border border-line px-3 hover:border-line-strong";
  return (
    <ul aria-label="Filed under" className="flex flex-wrap gap-2 text-sm">
      {category ? (
        <li>
          <Link href={marketHref({ category: category.slug })} className={style}>
            {category.name}
          </Link>
        </li>
      ) : null}
      {tags.map((tag) => (
        <li key={tag}>
          <Link href={marketHref({ tag })} className={`text-soft ${style}`}>
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
