import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import Link from "@/components/ui/link";
import { Cover } from "./cover";
import { PriceTag } from "./price-tag";

interface ProductCardProps {
  product: ProductCardData;
  eager?: boolean;
  /** Left out on a storefront, where every product has the same creator. */
  hideCreator?: boolean;
}

/** One product of a grid: a single link around cover, title, creator and price. */
export function ProductCard({ product, eager = false, hideCreator = false }: ProductCardProps) {
  return (
    <Link href={`/p/${product.slug}`} className="group block rounded-md">
      <span className="block overflow-hidden rounded-md border border-line">
        <Cover
          cover={product.cover}
          alt=""
          eager={eager}
          sizes="(width >= 64rem) 280px, (width >= 40rem) 33vw, 50vw"
          className="aspect-[4/3]"
        />
      </span>
      <span className="mt-3 line-clamp-2 text-sm font-medium group-hover:underline">{product.title}</span>
      <span className="mt-0.5 flex justify-between gap-3 text-sm">
        {hideCreator ? null : <span className="truncate text-soft">{product.creator.displayName}</span>}
        <PriceTag price={product.price} className="shrink-0 font-medium" />
      </span>
    </Link>
  );
}
