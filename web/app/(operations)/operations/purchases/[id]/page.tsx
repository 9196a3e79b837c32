import { cache, type ReactNode } from "react";
import NotFound from "@/app/not-found";
import { EventList } from "@/components/operations/event-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { RefundButton } from "@/components/studio/refund-button";
import { Amount } from "@/components/ui/amount";
import { FileSize } from "@/components/ui/file-size";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { plural } from "@/lib/format";
import { foundMetadata, foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

type Props = { params: Promise<{ id: string }> };

const getPurchase = cache(async (id: string) => {
  await requireOperator(`/operations/purchases/${id}`);
  return orNotFound((await serverApi()).get("/api/v1/operations/purchases/{id}", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  const { item, buyer } = await getPurchase((await params).id);
  return { title: `${item.title} for ${buyer.name}` };
});

const kinds: Record<string, string> = {
  sale: "Sale",
  refund: "Refund",
  refund_failed: "Refund failed",
  dispute: "Dispute",
  dispute_won: "Dispute won",
};

export default foundPage(PurchasePage, NotFound);

async function PurchasePage({ params }: Props) {
  const { id } = await params;
  const order = await getPurchase(id);
  const events = await (await serverApi()).get("/api/v1/operations/events", {
    query: { subject: id, limit: 20 },
  });
  const { currency } = order.price;
  const left = { amount: order.price.amount - order.refunded.amount, currency };
  const refundable = ["completed", "partially_refunded"].includes(order.status) && left.amount > 0;
  const link = "underline underline-offset-2";
  return (
    <OperationsPage
      title={order.item.title}
      back={["/operations/purchases", "Purchases"]}
      state={<PurchaseStatus status={order.status} />}
      actions={
        refundable ? (
          <RefundButton
            purchaseId={id}
            buyer={order.buyer.name}
            title={order.item.title}
            left={left}
            refundedSoFar={order.refunded.amount}
          />
        ) : null
      }
    >
      <Facts
        facts={[
          [
            "Buyer",
            <Link key="buyer" href={`/operations/users/${order.buyer.id}`} className={link}>
              {order.buyer.name}, {order.buyer.email}
            </Link>,
          ],
          [
            order.item.kind === "product" ? "Product" : order.item.kind === "post" ? "Post" : "Tier",
            <Link
              key="item"
              href={order.item.kind === "product" ? `/operations/products/${order.item.id}` : order.item.path}
              className={link}
            >
              {order.item.title}
            </Link>,
          ],
          [
            "Creator",
            <Link key="creator" href={`/operations/creators/${order.creator.id}`} className={link}>
              @{order.creator.handle}
            </Link>,
          ],
          ["Price", <Amount key="price" full price={order.price} />],
          ["Platform's fee", <Amount key="fee" full price={order.fee} />],
          [
            "Given back",
            order.refunded.amount > 0 ? <Amount key="back" full price={order.refunded} /> : null,
          ],
          [
            "Access",
            order.accessEndedAt ? (
              <span key="access">
                Ended <Time at={order.accessEndedAt} exact />
                {order.accessEndedReason ? ` (${order.accessEndedReason})` : ""}
              </span>
            ) : order.completedAt ? (
              "Open"
            ) : (
              "Not yet"
            ),
          ],
          ["Payment failed", order.failureReason],
          ["Ordered", <Time key="ordered" at={order.createdAt} exact />],
          ["Paid", order.completedAt ? <Time key="paid" at={order.completedAt} exact /> : null],
          ["Order number", <code key="id">{order.id}</code>],
          ["Payment", order.paymentIntentId ? <code key="pi">{order.paymentIntentId}</code> : null],
          ["Checkout", order.checkoutSessionId ? <code key="cs">{order.checkoutSessionId}</code> : null],
        ]}
      />
      <List
        title="Refunds and disputes"
        items={[
          ...order.refunds.map((refund) => ({
            id: refund.id,
            main: (
              <>
                <Amount full price={{ amount: refund.amount, currency }} /> refunded, {refund.status}
                {refund.endsAccess === false ? ", access kept" : ""}
              </>
            ),
            more: [refund.reason, refund.id].filter(Boolean).join(", "),
            at: refund.createdAt,
          })),
          ...order.disputes.map((dispute) => ({
            id: dispute.id,
            main: (
              <>
                <Amount full price={{ amount: dispute.amount, currency }} /> disputed, {dispute.status}
              </>
            ),
            more: dispute.id,
            at: dispute.createdAt,
          })),
        ]}
      />
      <List
        title="Ledger"
        items={order.ledger.map((entry, index) => ({
          id: String(index),
          main: (
            <>
              {entry.amount < 0 ? "-" : ""}
              <Amount full price={{ amount: Math.abs(entry.amount), currency: entry.currency }} />{" "}
              {entry.account}
            </>
          ),
          more: kinds[entry.kind] ?? entry.kind,
          at: entry.at,
        }))}
      />
      <List
        title="Downloads"
        items={order.downloads.map((download) => ({
          id: download.id,
          main: (
            <>
              {download.fileName ?? "A file that is gone"}, <FileSize bytes={download.bytesSent} />
            </>
          ),
          more: [plural(download.requestCount, "request"), download.device, download.network]
            .filter(Boolean)
            .join(", "),
          at: download.createdAt,
        }))}
      />
      <Part title="Events">
        <EventList events={events.items} />
      </Part>
    </OperationsPage>
  );
}

interface ListProps {
  title: string;
  items: { id: string; main: ReactNode; more: string; at: string }[];
}

function List({ title, items }: ListProps) {
  return (
    <Part title={title}>
      {items.length === 0 ? (
        <p className="text-sm text-soft">None.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line text-sm">
          {items.map(({ id, main, more, at }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2.5">
              <span>{main}</span>
              <span className="min-w-0 flex-1 break-words text-soft">{more}</span>
              <Time at={at} exact className="text-xs text-soft" />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
