import type { Purchase } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { PriceTag } from "@/components/product/price-tag";
import { Time } from "@/components/ui/time";
import { refundableUntil, refundWords } from "@/lib/refund-words";

interface PurchaseFactsProps {
  purchase: Purchase;
  /** More lines, after the sums. */
  children?: ReactNode;
}

/** What a receipt says in a few lines: what, how much, when, which order, where the mail went. */
export function PurchaseFacts({ purchase, children }: PurchaseFactsProps) {
  const { price, refundDays, completedAt, creator } = purchase;
  const until = completedAt ? refundableUntil(completedAt, refundDays) : null;
  return (
    <dl className="grid gap-y-3 border-y border-line py-5 text-sm sm:grid-cols-[10rem_1fr]">
      <Fact name={price.amount === 0 ? "Price" : completedAt ? "Paid" : "Amount"}>
        <PriceTag price={price} className="font-medium" />
      </Fact>
      <Fact name={completedAt ? "Date" : "Ordered"}>
        <Time at={completedAt ?? purchase.createdAt} exact />
      </Fact>
      <Fact name="Order">
        <span className="font-mono text-xs break-all select-all">{purchase.id}</span>
      </Fact>
      {completedAt ? <Fact name="Receipt sent to">{purchase.buyer?.email}</Fact> : null}
      {children}
      {price.amount > 0 ? (
        <Fact name="Refunds">
          {refundWords(refundDays, creator.displayName).promise}
          {until ? (
            <>
              {" "}
              Until <Time at={until.toISOString()} />.
            </>
          ) : null}
        </Fact>
      ) : null}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft not-first:mt-1 sm:mt-0!">{name}</dt>
      <dd className="-mt-2.5 min-w-0 sm:mt-0">{children}</dd>
    </>
  );
}
