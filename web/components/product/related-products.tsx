import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import Link from "@/components/ui/link";
import { ProductCard } from "./product-card";
import { ProductGrid } from "./product-grid";

interface RelatedProductsProps {
  title: string;
  /** All of them. */
  href: string;
  products: ProductCardData[];
  hideCreator?: boolean;
}

/** A row of products below another; nothing when there are none. */
export function RelatedProducts({ title, href, products, hideCreator = false }: RelatedProductsProps) {
  if (products.length === 0) return null;
  return (
    <section aria-label={title}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg">{title}</h2>
        <Link href={href} className="text-sm text-soft underline underline-offset-2 hover:text-ink">
          See all
        </Link>
      </div>
      <ProductGrid>
        {products.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} hideCreator={hideCreator} />
          </li>
        ))}
      </ProductGrid>
    </section>
  );
}
