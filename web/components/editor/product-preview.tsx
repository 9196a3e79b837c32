import type { Product } from "@vaulture/sdk";
import { memo, useDeferredValue } from "react";
import { Byline } from "@/components/creator/byline";
import { BuyerTerms } from "@/components/product/buyer-terms";
import { Cover } from "@/components/product/cover";
import { CoverCarousel } from "@/components/product/cover-carousel";
import { FileList } from "@/components/product/file-list";
import { PriceTag } from "@/components/product/price-tag";
import { ProductLabels } from "@/components/product/product-labels";
import { useLocale } from "@/components/site/locale";
import { buttonStyle } from "@/components/ui/button-style";
import { Markdown } from "@/lib/markdown";
import { formatPrice } from "@/lib/money";

/** The page as buyers will see it, at the width of a telephone, with what is typed this moment. Nothing in it leads anywhere. */
export function ProductPreview({ product }: { product: Product }) {
  // A long description must not hold up the next letter.
  return <Page product={useDeferredValue(product)} />;
}

const Page = memo(function Page({ product }: { product: Product }) {
  const locale = useLocale();
  return (
    <section
      aria-label="Preview of the page"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
      onClickCapture={(event) => {
        if (event.target instanceof Element && event.target.closest("a")) event.preventDefault();
      }}
      className="lg:sticky lg:top-40 lg:max-h-[calc(100dvh-11rem)] lg:overflow-y-auto lg:rounded-lg lg:border lg:border-line lg:bg-paper lg:[scrollbar-width:thin]"
    >
      <p className="sticky top-0 z-10 hidden border-b border-line bg-paper px-5 py-2 text-xs text-soft lg:block">
        Preview: what buyers will see
      </p>
      <div className="grid grid-cols-1 gap-8 lg:p-5">
        {product.covers.length > 0 ? (
          <CoverCarousel covers={product.covers} title={product.title} />
        ) : (
          <Cover cover={null} sizes="" />
        )}
        <div>
          <p className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">{product.title}</p>
          <div className="mt-3">
            <Byline creator={product.creator} />
          </div>
          <PriceTag price={product.price} className="mt-5 block text-lg font-semibold" />
          <span
            aria-hidden
            className={buttonStyle({ variant: "primary", size: "large", className: "mt-3 w-full" })}
          >
            {product.price.amount === 0 ? "Get it free" : `Buy for ${formatPrice(product.price, locale)}`}
          </span>
          <BuyerTerms product={product} />
        </div>
        {product.description.trim() ? (
          <Markdown source={product.description} />
        ) : (
          <p className="text-sm text-soft">No description yet.</p>
        )}
        <FileList files={product.files} content={null} />
        <ProductLabels product={product} />
      </div>
    </section>
  );
});
