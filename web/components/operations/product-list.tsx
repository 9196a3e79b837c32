import type { OperatorProduct } from "@vaulture/sdk";
import { ProductStatus } from "@/components/product/product-status";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { Time } from "@/components/ui/time";

const columns: Column<OperatorProduct>[] = [
  {
    title: "Product",
    cell: ({ card }) => (
      <Link href={`/operations/products/${card.id}`} className="group block min-w-0">
        <span className="block font-medium group-hover:underline">{card.title}</span>
        <span className="block truncate text-soft">@{card.creator.handle}</span>
      </Link>
    ),
  },
  { title: "State", cell: ({ card }) => <ProductStatus status={card.status} /> },
  { title: "Price", figures: true, cell: ({ card }) => <Amount full price={card.price} /> },
  { title: "Sales", figures: true, cell: ({ salesCount }) => salesCount },
  { title: "Made", cell: ({ createdAt }) => <Time at={createdAt} className="whitespace-nowrap" /> },
];

export function ProductList({ products }: { products: OperatorProduct[] }) {
  return <Records label="Products" columns={columns} items={products} keyOf={({ card }) => card.id} />;
}
