import type { OperatorPurchase } from "@vaulture/sdk";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { RefundButton } from "@/components/studio/refund-button";
import { Amount } from "@/components/ui/amount";
import { type Column, Records } from "@/components/ui/records";
import { Time } from "@/components/ui/time";

const columns: Column<OperatorPurchase>[] = [
  {
    title: "Buyer",
    cell: ({ buyer }) => (
      <>
        <span className="block truncate font-medium">{buyer.name}</span>
        <span className="block truncate text-soft">{buyer.email}</span>
      </>
    ),
  },
  { title: "Product", cell: ({ product }) => product.title },
  { title: "Status", cell: ({ status }) => <PurchaseStatus status={status} /> },
  { title: "Price", cell: ({ price }) => <Amount full price={price} />, figures: true },
  {
    title: "Refunded",
    cell: ({ refunded }) =>
      refunded.amount > 0 ? <Amount full price={refunded} /> : <span className="text-soft">none</span>,
    figures: true,
    wide: true,
  },
  { title: "Date", cell: ({ createdAt }) => <Time at={createdAt} className="whitespace-nowrap" /> },
  { title: "", cell: (purchase) => (isRefundable(purchase) ? <Refund {...purchase} /> : null) },
];

export function PurchaseList({ purchases }: { purchases: OperatorPurchase[] }) {
  return <Records label="Purchases" columns={columns} items={purchases} keyOf={({ id }) => id} />;
}

function Refund({ id, buyer, product, price, refunded }: OperatorPurchase) {
  const left = { amount: price.amount - refunded.amount, currency: price.currency };
  return <RefundButton purchaseId={id} buyer={buyer.name} title={product.title} left={left} />;
}

function isRefundable({ status, price, refunded }: OperatorPurchase): boolean {
  return (status === "completed" || status === "partially_refunded") && price.amount > refunded.amount;
}
