import type { Sale } from "@vaulture/sdk";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { Table, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

interface SalesListProps {
  sales: Sale[];
  /** The address that opens a sale. */
  hrefOf: (sale: Sale) => string;
}

/** Sales as a table, on telephones as a list; each leads to its sheet. */
export function SalesList({ sales, hrefOf }: SalesListProps) {
  return (
    <>
      <ul className="divide-y divide-line border-y border-line sm:hidden">
        {sales.map((sale) => (
          <li key={sale.id}>
            <Link href={hrefOf(sale)} scroll={false} className="grid gap-1 py-3 text-sm">
              <span className="flex justify-between gap-4">
                <span className="min-w-0 truncate font-medium">{buyerName(sale)}</span>
                <Price sale={sale} />
              </span>
              <span className="truncate text-soft">{sale.item.title}</span>
              <span className="flex items-center justify-between gap-4 text-soft">
                <Time at={sale.createdAt} />
                <PurchaseStatus status={sale.status} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table label="Table of sales">
          <thead>
            <tr>
              <Th>Buyer</Th>
              <Th>Product</Th>
              <Th>Date</Th>
              <Th>Status</Th>
              <Th className="text-right">Price</Th>
              <Th className="text-right">Net</Th>
            </tr>
          </thead>
          <tbody>
            {sales.map((sale) => (
              <tr key={sale.id} className="relative hover:bg-sunken">
                <Td className="max-w-56">
                  <Link
                    href={hrefOf(sale)}
                    scroll={false}
                    className="block truncate font-medium after:absolute after:inset-0"
                  >
                    {buyerName(sale)}
                  </Link>
                  <span className="block truncate text-soft">{sale.buyer?.email}</span>
                </Td>
                <Td className="max-w-56 truncate">{sale.item.title}</Td>
                <Td className="whitespace-nowrap">
                  <Time at={sale.createdAt} />
                </Td>
                <Td>
                  <PurchaseStatus status={sale.status} />
                </Td>
                <Td className="text-right whitespace-nowrap">
                  <Price sale={sale} />
                </Td>
                <Td className="text-right whitespace-nowrap">
                  {sale.completedAt ? <Amount full price={sale.net} /> : <span className="text-soft">–</span>}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

/** Who leaves an order unpaid stays unnamed. */
export function buyerName({ buyer }: Pick<Sale, "buyer">): string {
  return buyer ? buyer.name : "Not paid";
}

function Price({ sale }: { sale: Sale }) {
  return sale.price.amount === 0 ? (
    <span className="text-soft">Free</span>
  ) : (
    <Amount full price={sale.price} />
  );
}
