import type { StudioHome } from "@vaulture/sdk";
import { CircleAlert, Download, Lock, LockOpen, type LucideIcon, Receipt, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";

type Entry = StudioHome["activity"][number];

const icons: Record<Entry["type"], LucideIcon> = {
  sale: Receipt,
  refund: Undo2,
  partial_refund: Undo2,
  dispute: CircleAlert,
  dispute_lost: CircleAlert,
  revoked: Lock,
  restored: LockOpen,
  download: Download,
};

/** The last things buyers did; each leads to its sale. */
export function ActivityList({ activity, handle }: { activity: Entry[]; handle: string }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {activity.map((entry) => {
        const Icon = icons[entry.type];
        const line = (
          <>
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-soft" strokeWidth={1.75} />
            <span className="min-w-0 flex-1">{wordsOf(entry)}</span>
            <Time at={entry.at} className="shrink-0 text-xs leading-5 text-soft" />
          </>
        );
        const row = "flex items-start gap-3 py-3 text-sm";
        return (
          <li key={entry.id}>
            {entry.saleId ? (
              <Link
                href={`/studio/${handle}/sales?sale=${entry.saleId}`}
                className={`${row} hover:bg-sunken`}
              >
                {line}
              </Link>
            ) : (
              <p className={row}>{line}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function wordsOf({ type, who, what, amount }: Entry): ReactNode {
  const sum = amount && amount.amount > 0 ? <Amount price={amount} /> : null;
  switch (type) {
    case "sale":
      return sum ? (
        <>
          {who} bought {what} for {sum}
        </>
      ) : (
        `${who} got ${what} for free`
      );
    case "refund":
      return (
        <>
          {what} was refunded to {who}
        </>
      );
    case "partial_refund":
      return (
        <>
          {sum} of {what} went back to {who}
        </>
      );
    case "dispute":
      return `${who} disputed the payment for ${what}`;
    case "dispute_lost":
      return `The dispute over ${what} with ${who} was lost`;
    case "revoked":
      return `Access of ${who} to ${what} was taken away`;
    case "restored":
      return `${who} may open ${what} again`;
    case "download":
      return `${who} downloaded ${what}`;
  }
}
