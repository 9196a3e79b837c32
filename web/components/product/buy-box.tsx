import type { Product } from "@vaulture/sdk";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { signInPath } from "@/lib/local-path";
import { formatPrice } from "@/lib/money";
import { sentenceOf } from "@/lib/problem";
import { viewerLocale } from "@/lib/viewer-locale";
import { BuyButton } from "./buy-button";
import { PriceTag } from "./price-tag";

interface BuyBoxProps {
  product: Product;
  signedIn: boolean;
  /** The code of a refusal that led back here. */
  problem?: string | undefined;
}

/** The one action of a product page; at the foot of the window on narrow screens. */
export function BuyBox({ product, ...props }: BuyBoxProps) {
  const { owned, isMember } = product.viewer;
  return (
    <div
      data-buy-bar
      className="fixed inset-x-0 bottom-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-paper px-4 py-3 print:hidden lg:static lg:mt-6 lg:block lg:border-0 lg:p-0"
    >
      {owned && !isMember ? null : (
        <PriceTag price={product.price} className="text-lg font-semibold lg:mb-4 lg:block lg:text-xl" />
      )}
      <div className="grid flex-1 gap-2">
        <Action product={product} {...props} />
      </div>
    </div>
  );
}

async function Action({ product, signedIn, problem }: BuyBoxProps) {
  const { viewer, slug } = product;
  const style = buttonStyle({ variant: "primary", size: "large", className: "w-full" });
  if (viewer.canEdit)
    return (
      <div className="grid grid-cols-[1fr_auto] gap-2 lg:grid-cols-1">
        <Link href={`/studio/${product.creator.handle}/products/${product.id}`} className={style}>
          Edit
        </Link>
        <Link href={`/library/${slug}`} className={buttonStyle({ size: "large" })}>
          View content
        </Link>
      </div>
    );
  if (viewer.owned)
    return (
      <Link href={`/library/${slug}`} className={style}>
        View content
      </Link>
    );
  if (viewer.isMember)
    return (
      <Link
        href={`/studio/${product.creator.handle}/sales`}
        className={buttonStyle({ size: "large", className: "w-full" })}
      >
        See its sales
      </Link>
    );
  const label =
    product.price.amount === 0
      ? "Get it free"
      : `Buy for ${formatPrice(product.price, await viewerLocale())}`;
  if (!signedIn)
    return (
      <Link href={signInPath(`/p/${slug}`)} className={style}>
        {label}
      </Link>
    );
  return (
    <BuyButton
      productId={product.id}
      slug={slug}
      label={label}
      className={style}
      refused={problem && sentenceOf(problem)}
    />
  );
}
