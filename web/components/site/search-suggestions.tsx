import type { ProductCard } from "@vaulture/sdk";
import { PriceTag } from "@/components/product/price-tag";
import Link from "@/components/ui/link";
import { marketHref } from "@/lib/market-query";

interface SearchSuggestionsProps {
  id: string;
  query: string;
  items: ProductCard[];
  onFollow: () => void;
}

/** What the search found so far, as links below its field. */
export function SearchSuggestions({ id, query, items, onFollow }: SearchSuggestionsProps) {
  return (
    <div
      id={id}
      className="absolute inset-x-0 top-full z-40 mt-2 overflow-hidden rounded-lg border border-line bg-raised p-1.5 shadow-raised"
    >
      {items.length > 0 ? (
        <ul aria-label="Products found">
          {items.map((product) => (
            <li key={product.id}>
              <Suggestion product={product} onFollow={onFollow} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="px-3 py-2.5 text-sm text-soft">Nothing matches “{query}”.</p>
      )}
      {items.length > 0 ? (
        <Link
          href={marketHref({ query })}
          onClick={onFollow}
          className="mt-1.5 flex min-h-10 items-center gap-2 border-t border-line px-3 text-sm text-soft hover:text-ink"
        >
          See all results for “{query}”
        </Link>
      ) : null}
    </div>
  );
}

function Suggestion({ product, onFollow }: { product: ProductCard; onFollow: () => void }) {
  const picture = product.cover?.sizes[0];
  return (
    <Link
      href={`/p/${product.slug}`}
      onClick={onFollow}
      className="flex items-center gap-3 rounded-sm px-2 py-1.5 text-sm hover:bg-sunken focus-visible:bg-sunken"
    >
      {picture ? (
        <img
          src={picture.webpUrl}
          alt=""
          width={48}
          height={36}
          className="h-9 w-12 shrink-0 rounded-sm bg-sunken object-cover"
        />
      ) : (
        <span aria-hidden className="h-9 w-12 shrink-0 rounded-sm bg-sunken" />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{product.title}</span>
        <span className="block truncate text-soft">{product.creator.displayName}</span>
      </span>
      <PriceTag price={product.price} className="shrink-0" />
    </Link>
  );
}
