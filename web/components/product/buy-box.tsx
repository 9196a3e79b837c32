import type { Product } from "@vaulture/sdk";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { signInPath } from "@/lib/local-path";
import { formatPrice } from "@/lib/money";
import { viewerLocale } from "@/lib/viewer-locale";
import { BuyButton } from "./buy-button";
import { PriceTag } from "./price-tag";

interface BuyBoxProps {
  product: Product;
  signedIn: boolean;
}

/** The one action of a product page; at the foot of the window on narrow screens. */
export function BuyBox({ product, signedIn }: BuyBoxProps) {
  return (
    <div
      data-buy-bar
      className="fixed inset-x-0 bottom-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-paper px-4 py-3 lg:static lg:mt-6 lg:block lg:border-0 lg:p-0"
    >
      {product.viewer.owned ? null : (
        <PriceTag price={product.price} className="text-lg font-semibold lg:mb-4 lg:block lg:text-xl" />
      )}
      <div className="grid flex-1 gap-2">
        <Action product={product} signedIn={signedIn} />
      </div>
    </div>
  );
}

async function Action({ product, signedIn }: BuyBoxProps) {
  const style = buttonStyle({ variant: "primary", size: "large", className: "w-full" });
  if (product.viewer.owned)
    return (
      <Link href={`/library/${product.slug}`} className={style}>
        View content
      </Link>
    );
  if (product.viewer.canEdit)
    return (
      <Link
        href={`/studio/${product.creator.handle}/products/${product.id}`}
        className={buttonStyle({ size: "large", className: "w-full" })}
      >
        Edit
      </Link>
    );
  const label =
    product.price.amount === 0
      ? "Get it free"
      : `Buy for ${formatPrice(product.price, await viewerLocale())}`;
  if (!signedIn)
    return (
      <Link href={signInPath(`/p/${product.slug}`)} className={style}>
        {label}
      </Link>
    );
  return <BuyButton productId={product.id} slug={product.slug} label={label} className={style} />;
}
