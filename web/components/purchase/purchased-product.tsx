import type { Purchase } from "@vaulture/sdk";
import { Cover } from "@/components/product/cover";
import Link from "@/components/ui/link";

/** What an order is about, in one line with its picture. */
export function PurchasedProduct({ product }: { product: Purchase["product"] }) {
  return (
    <p className="flex items-center gap-4">
      <span className="w-20 shrink-0 overflow-hidden rounded-sm border border-line print:hidden">
        <Cover cover={product.cover} alt="" sizes="80px" eager />
      </span>
      <span className="min-w-0">
        <Link href={`/p/${product.slug}`} className="block font-medium hover:underline">
          {product.title}
        </Link>
        <Link href={`/@${product.creator.handle}`} className="text-sm text-soft hover:underline">
          {product.creator.displayName}
        </Link>
      </span>
    </p>
  );
}
