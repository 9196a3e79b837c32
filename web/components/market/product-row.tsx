import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import { ProductCard } from "@/components/product/product-card";
import Link from "@/components/ui/link";

interface ProductRowProps {
  id: string;
  title: string;
  /** The whole list that these are the first of. */
  href: string;
  products: ProductCardData[];
}

/** A few products in one line that is swiped sideways where they do not fit. */
export function ProductRow({ id, title, href, products }: ProductRowProps) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        <Link href={href} className="text-sm text-soft underline underline-offset-2 hover:text-ink">
          See all<span className="sr-only"> {title.toLowerCase()} products</span>
        </Link>
      </div>
      <ul className="-mx-4 flex snap-x scroll-px-4 gap-4 overflow-x-auto px-4 pb-3 [scrollbar-width:thin] sm:-mx-6 sm:scroll-px-6 sm:gap-6 sm:px-6">
        {products.map((product, index) => (
          <li
            key={product.id}
            className="w-[44%] shrink-0 snap-start sm:w-[30%] lg:w-[calc((100%-4.5rem)/4)]"
          >
            <ProductCard product={product} eager={index < 4} />
          </li>
        ))}
      </ul>
    </section>
  );
}
