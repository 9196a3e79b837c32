import type { Purchase } from "@vaulture/sdk";
import { Cover } from "@/components/product/cover";
import Link from "@/components/ui/link";

/** Where somebody who bought it finds it. */
export function contentPath({ item, product }: Purchase): string {
  return product ? `/library/${product.slug}` : item.path;
}

/** What an order is about, in one line, with its picture where it has one. */
export function PurchasedItem({ purchase: { item, product, creator } }: { purchase: Purchase }) {
  return (
    <p className="flex items-center gap-4">
      {product ? (
        <span className="w-20 shrink-0 overflow-hidden rounded-sm border border-line print:hidden">
          <Cover cover={product.cover} alt="" sizes="80px" eager />
        </span>
      ) : null}
      <span className="min-w-0">
        <Link href={item.path} className="block font-medium hover:underline">
          {item.title}
        </Link>
        <Link href={`/@${creator.handle}`} className="text-sm text-soft hover:underline">
          {creator.displayName}
        </Link>
      </span>
    </p>
  );
}
