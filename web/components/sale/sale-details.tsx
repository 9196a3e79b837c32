import type { SaleDetail } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Amount } from "@/components/ui/amount";
import { Explained } from "@/components/ui/explained";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { SaleActions } from "./sale-actions";
import { SaleDownloads } from "./sale-downloads";
import { SaleTimeline } from "./sale-timeline";
import { SaleUses } from "./sale-uses";

interface SaleDetailsProps {
  sale: SaleDetail;
  handle: string;
  /** Whether the viewer may refund, revoke and so on. */
  mayAct: boolean;
}

/** One sale: who bought what, its money, whether it still opens, what happened. */
export function SaleDetails({ sale, handle, mayAct }: SaleDetailsProps) {
  return (
    <div className="mt-2 grid gap-8">
      <div className="grid gap-1 text-sm">
        <p className="text-base">
          {mayAct && sale.item.kind !== "tier" ? (
            <Link
              href={`/studio/${handle}/${sale.item.kind}s/${sale.item.id}`}
              className="underline underline-offset-2"
            >
              {sale.item.title}
            </Link>
          ) : (
            sale.item.title
          )}
        </p>
        {sale.buyer ? (
          <p className="break-words text-soft">
            <a href={`mailto:${sale.buyer.email}`} className="underline underline-offset-2">
              {sale.buyer.email}
            </a>
            {" · "}
            <Link
              href={`/studio/${handle}/sales?buyer=${sale.buyer.id}`}
              className="underline underline-offset-2"
            >
              all purchases
            </Link>
          </p>
        ) : (
          <p className="text-soft">You are told who it is once it is paid.</p>
        )}
        <p className="mt-2 flex flex-wrap items-center gap-2">
          <PurchaseStatus status={sale.status} />
          <Access sale={sale} />
        </p>
      </div>
      {mayAct ? <SaleActions sale={sale} /> : null}
      <Part title="Money">
        <Money sale={sale} />
      </Part>
      <Part title="Downloads">
        <SaleUses sale={sale} mayAct={mayAct} />
        <SaleDownloads sale={sale} />
      </Part>
      <Part title="What happened">
        <SaleTimeline timeline={sale.timeline} />
      </Part>
      <p className="text-xs text-soft">
        Order <code className="select-all">{sale.id}</code>
      </p>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-3 text-sm">{title}</h3>
      {children}
    </section>
  );
}

function Access({ sale }: { sale: SaleDetail }) {
  if (!sale.completedAt) return null;
  if (!sale.accessEndedAt) return <span className="text-soft">Files open</span>;
  const why = {
    refunded: "with the refund",
    disputed: "because of the dispute",
    revoked: "by hand",
  }[sale.accessEndedReason ?? "refunded"];
  return (
    <span className="text-soft">
      Files closed {why}, <Time at={sale.accessEndedAt} />
    </span>
  );
}

function Money({ sale }: { sale: SaleDetail }) {
  const { price, returned, fee, net } = sale;
  if (price.amount === 0) return <p className="text-sm text-soft">Free: no money moved.</p>;
  if (!sale.completedAt)
    return (
      <p className="text-sm text-soft">
        <Amount price={price} className="text-ink" /> to be paid.
      </p>
    );
  const rows: [label: string, meaning: string, sum: typeof price][] = [
    ["Price", "What the buyer paid.", price],
    [
      "Returned",
      "What went back to the buyer: refunds and disputes.",
      { ...returned, amount: 0 - returned.amount },
    ],
    [
      "Platform fee",
      "The platform's share. A refund gives back the same part of it as of the price.",
      { ...fee, amount: 0 - fee.amount },
    ],
  ];
  return (
    <dl className="figures relative grid gap-2 text-sm">
      {rows.map(([label, meaning, sum]) => (
        <div key={label} className="flex justify-between gap-4">
          <dt>
            <Explained term={label}>{meaning}</Explained>
          </dt>
          <dd>
            <Amount full price={sum} />
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4 border-t border-line pt-2 font-medium">
        <dt>Net, yours</dt>
        <dd>
          <Amount full price={net} />
        </dd>
      </div>
    </dl>
  );
}
