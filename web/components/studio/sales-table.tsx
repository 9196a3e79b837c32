import type { Price, Sale } from "@vaulture/sdk";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Amount } from "@/components/ui/amount";
import { Table, Td, Th } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { plural } from "@/lib/format";
import { RefundButton } from "./refund-button";

type Row = Sale & { refunded: Price };

interface SalesTableProps {
  sales: Row[];
  /** Offered to owners. */
  mayRefund?: boolean;
  label?: string;
}

export function SalesTable({ sales, mayRefund = false, label = "Table of sales" }: SalesTableProps) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>Buyer</Th>
          <Th>Product</Th>
          <Th>Status</Th>
          <Th className="text-right">Price</Th>
          <Th className="text-right">Refunded</Th>
          <Th>Downloads</Th>
          <Th>Date</Th>
          {mayRefund ? (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {sales.map((sale) => (
          <tr key={sale.id}>
            <Td className="max-w-56">
              <span className="block truncate font-medium">{sale.buyer.name}</span>
              <span className="block truncate text-soft">{sale.buyer.email}</span>
            </Td>
            <Td className="max-w-56 truncate">{sale.product.title}</Td>
            <Td>
              <PurchaseStatus status={sale.status} />
            </Td>
            <Td className="figures text-right">
              <Amount full price={sale.price} />
            </Td>
            <Td className="figures text-right">
              {sale.refunded.amount > 0 ? (
                <Amount full price={sale.refunded} />
              ) : (
                <span className="text-soft">none</span>
              )}
            </Td>
            <Td className="whitespace-nowrap text-soft">
              {sale.downloadCount === 0 ? "none" : plural(sale.downloadCount, "download")}
            </Td>
            <Td className="whitespace-nowrap">
              <Time at={sale.createdAt} />
            </Td>
            {mayRefund ? (
              <Td className="text-right">
                {isRefundable(sale) ? (
                  <RefundButton
                    purchaseId={sale.id}
                    buyer={sale.buyer.name}
                    title={sale.product.title}
                    left={{ amount: sale.price.amount - sale.refunded.amount, currency: sale.price.currency }}
                  />
                ) : null}
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function isRefundable(sale: Row): boolean {
  return (
    (sale.status === "completed" || sale.status === "partially_refunded") &&
    sale.price.amount > sale.refunded.amount
  );
}
