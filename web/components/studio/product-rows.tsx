import type { StudioProduct } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { Cover } from "@/components/product/cover";
import { PriceTag } from "@/components/product/price-tag";
import { ProductStatus } from "@/components/product/product-status";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount, plural } from "@/lib/format";

interface ProductRowsProps {
  products: StudioProduct[];
  locale: string;
  /** Where a product is edited; null where it may only be looked at. */
  href: (id: string) => string | null;
}

/** A creator's own products with what each brought: a table where there is room, a list on telephones. */
export function ProductRows({ products, locale, href }: ProductRowsProps) {
  return (
    <>
      <ul className="divide-y divide-line border-y border-line sm:hidden">
        {products.map((product) => (
          <li key={product.id}>
            <Into href={href(product.id)} className="flex gap-4 py-4">
              <span className="w-20 shrink-0 self-start overflow-hidden rounded-sm">
                <Cover cover={product.cover} alt="" sizes="80px" />
              </span>
              <span className="grid min-w-0 flex-1 content-start gap-1">
                <span className="line-clamp-2 font-medium">{product.title}</span>
                <span className="text-sm text-soft">
                  <PriceTag price={product.price} /> · {plural(product.salesCount, "sale", "sales", locale)} ·{" "}
                  <Amount price={product.revenue} />
                </span>
                <span>
                  <ProductStatus status={product.status} />
                </span>
              </span>
            </Into>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table label="Table of products">
          <thead>
            <tr>
              <Th>Product</Th>
              <Th>Status</Th>
              <Th className="text-right">Price</Th>
              <Th className="text-right">Sales</Th>
              <Th className="text-right">Revenue</Th>
            </tr>
          </thead>
          <tbody>
            {products.map((product) => (
              <tr key={product.id}>
                <Td>
                  <Into href={href(product.id)} className="group flex items-center gap-4">
                    <span className="w-14 shrink-0 overflow-hidden rounded-sm">
                      <Cover cover={product.cover} alt="" sizes="56px" />
                    </span>
                    <span className="line-clamp-2 min-w-40 font-medium in-[a]:group-hover:underline">
                      {product.title}
                    </span>
                  </Into>
                </Td>
                <Td>
                  <ProductStatus status={product.status} />
                </Td>
                <Td className="text-right">
                  <PriceTag price={product.price} />
                </Td>
                <Td className="figures text-right">{formatCount(product.salesCount, locale)}</Td>
                <Td className="text-right">
                  <Amount price={product.revenue} full />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

function Into({
  href,
  className,
  children,
}: {
  href: string | null;
  className: string;
  children: ReactNode;
}) {
  return href === null ? (
    <span className={className}>{children}</span>
  ) : (
    <Link href={href} className={className}>
      {children}
    </Link>
  );
}
