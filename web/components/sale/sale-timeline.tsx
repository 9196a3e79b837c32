import type { SaleDetail } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { Amount } from "@/components/ui/amount";
import { Time } from "@/components/ui/time";

type Entry = SaleDetail["timeline"][number];

/** Everything that happened to a sale, oldest first, in plain words. */
export function SaleTimeline({ timeline }: { timeline: Entry[] }) {
  return (
    <ol className="grid gap-4 border-l border-line pl-5">
      {timeline.map((entry, index) => (
        <li key={`${entry.at} ${entry.type} ${index}`} className="relative grid gap-0.5 text-sm">
          <span
            aria-hidden
            className="absolute top-1.5 -left-[1.4375rem] size-1.5 rounded-full bg-line-strong ring-4 ring-(--paper-raised)"
          />
          <p>
            {wordsOf(entry)}
            {entry.by ? <span className="text-soft"> by {entry.by}</span> : null}
          </p>
          {entry.reason ? <p className="text-soft">“{entry.reason}”</p> : null}
          <p className="text-xs text-soft">
            <Time exact at={entry.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function wordsOf({ type, amount, mail }: Entry): ReactNode {
  const sum = amount ? <Amount price={amount} /> : null;
  switch (type) {
    case "ordered":
      return "Ordered";
    case "paid":
      return amount && amount.amount > 0 ? <>Paid {sum}</> : "Claimed for free";
    case "payment_failed":
      return "The payment failed";
    case "expired":
      return "Not paid in time";
    case "refunded":
      return <>Refunded {sum}</>;
    case "refund_failed":
      return <>The refund of {sum} failed: the bank did not take it</>;
    case "disputed":
      return <>Disputed: the buyer’s bank took {sum} back</>;
    case "dispute_won":
      return "Dispute won: the money came back";
    case "dispute_lost":
      return "Dispute lost";
    case "access_ended":
      return "Access ended";
    case "access_opened":
      return "Access open again";
    case "revoked":
      return "Access taken away";
    case "restored":
      return "Access restored";
    case "receipt_resent":
      return "Receipt sent again";
    case "mail_sent":
      return `${mailNames[mail ?? ""] ?? "Mail"} mailed`;
    case "mail_waiting":
      return `${mailNames[mail ?? ""] ?? "Mail"} not delivered yet`;
  }
}

const mailNames: Record<string, string> = {
  receipt: "Receipt",
  refund: "Notice of the refund",
  access_revoked: "Notice of the closed access",
  access_restored: "Notice of the restored access",
};
