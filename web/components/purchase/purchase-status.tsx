import type { PurchaseStatus as Status } from "@vaulture/sdk";
import { Badge, type Tone } from "@/components/ui/badge";

const words: Record<Status, [Tone, string]> = {
  pending: ["neutral", "Waiting for payment"],
  completed: ["good", "Paid"],
  failed: ["danger", "Payment failed"],
  expired: ["neutral", "Not paid in time"],
  refunded: ["neutral", "Refunded"],
  partially_refunded: ["warning", "Partly refunded"],
  disputed: ["warning", "Disputed"],
  dispute_lost: ["danger", "Dispute lost"],
};

export function PurchaseStatus({ status }: { status: Status }) {
  const [tone, word] = words[status];
  return <Badge tone={tone}>{word}</Badge>;
}
