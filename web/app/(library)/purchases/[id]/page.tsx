import type { Purchase } from "@vaulture/sdk";
import type { Metadata } from "next";
import NotFound from "@/app/not-found";
import { Fact, PurchaseFacts } from "@/components/purchase/purchase-facts";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { contentPath } from "@/components/purchase/purchased-item";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { PrintButton } from "@/components/ui/print-button";
import { Time } from "@/components/ui/time";
import { siteName } from "@/lib/config";
import { foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Receipt", robots: { index: false } };

type Props = { params: Promise<{ id: string }> };

export default foundPage(ReceiptPage, NotFound);

/** A receipt to read, print or keep as a PDF; for the buyer, and for whoever sold it. */
async function ReceiptPage({ params }: Props) {
  const { id } = await params;
  const session = await requireSession(`/purchases/${encodeURIComponent(id)}`);
  const purchase = await orNotFound((await serverApi()).get("/api/v1/purchases/{id}", { path: { id } }));
  const { creator, buyer } = purchase;
  const isBuyer = buyer?.email === session.user.email;
  return (
    <article className="mx-auto grid w-full max-w-[40rem] grid-cols-1 gap-8 px-4 pt-10 sm:pt-16 print:max-w-none print:pt-0">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid gap-2">
          <p className="text-sm text-soft">{siteName}</p>
          <h1 className="text-xl sm:text-2xl">{purchase.completedAt ? "Receipt" : "Order"}</h1>
        </div>
        <PurchaseStatus status={purchase.status} />
      </header>

      <PurchaseFacts purchase={purchase}>
        <Fact name="Sold by">
          <Link href={`/@${creator.handle}`} className="hover:underline">
            {creator.displayName}
          </Link>
        </Fact>
        {buyer ? (
          <Fact name="Bought by">
            {buyer.name}, {buyer.email}
          </Fact>
        ) : null}
      </PurchaseFacts>

      <Sums purchase={purchase} />

      <div className="flex flex-wrap gap-3 print:hidden">
        <PrintButton label="Print" />
        {isBuyer ? (
          <Link
            href={contentPath(purchase)}
            className="inline-flex h-10 items-center text-sm underline underline-offset-2"
          >
            Go to the content
          </Link>
        ) : null}
      </div>
    </article>
  );
}

function Sums({ purchase: { item, price, refunds, refunded } }: { purchase: Purchase }) {
  const counted = refunds.filter(({ status }) => status !== "failed");
  const row = "flex items-baseline justify-between gap-6 py-3";
  return (
    <section aria-label="Sums" className="text-sm">
      <ul className="divide-y divide-line border-b border-line">
        <li className={row}>
          <span>{item.title}</span>
          <Amount full price={price} />
        </li>
        {counted.map((refund, index) => (
          <li key={`${refund.createdAt} ${index}`} className={row}>
            <span className="text-soft">
              Refund, <Time at={refund.createdAt} />
              {refund.status === "pending" ? ", on its way" : null}
            </span>
            <Amount full price={{ amount: -refund.amount, currency: price.currency }} />
          </li>
        ))}
      </ul>
      <p className={`${row} text-base font-semibold`}>
        <span>{counted.length > 0 ? "Left" : "Total"}</span>
        <Amount full price={{ amount: price.amount - refunded.amount, currency: price.currency }} />
      </p>
    </section>
  );
}
