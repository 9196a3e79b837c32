import type { OperatorPurchase } from "@vaulture/sdk";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { Time } from "@/components/ui/time";

const columns: Column<OperatorPurchase>[] = [
  {
    title: "Order",
    cell: ({ id, item, buyer }) => (
      <Link href={`/operations/purchases/${id}`} className="group block min-w-0">
        <span className="block font-medium group-hover:underline">{item.title}</span>
        <span className="block truncate text-soft">
          {buyer.name}, {buyer.email}
        </span>
      </Link>
    ),
  },
  { title: "State", cell: ({ status }) => <PurchaseStatus status={status} /> },
  { title: "Price", cell: ({ price }) => <Amount full price={price} />, figures: true },
  {
    title: "Refunded",
    cell: ({ refunded }) =>
      refunded.amount > 0 ? <Amount full price={refunded} /> : <span className="text-soft">none</span>,
    figures: true,
    wide: true,
  },
  { title: "Date", cell: ({ createdAt }) => <Time at={createdAt} className="whitespace-nowrap" /> },
];

export function PurchaseList({ purchases }: { purchases: OperatorPurchase[] }) {
  return <Records label="Purchases" columns={columns} items={purchases} keyOf={({ id }) => id} />;
}
