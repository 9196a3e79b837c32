/**
 * The purchase status machine. Pure, and safe for any order and any repetition of what the provider tells: a purchase keeps the
 * facts it has learned, each of which can only grow (unpaid -> paid; a refund pending -> succeeded -> failed; a dispute open ->
 * decided), and its status is derived from them. So the final state depends on what happened, never on the order it was heard in.
 * Lifecycles: https://docs.stripe.com/api/refunds/object#refund_object-status, https://docs.stripe.com/disputes/how-disputes-work
 */
export type PurchaseStatus =
  | "pending"
  | "completed"
  | "failed"
  | "expired"
  | "refunded"
  | "partially_refunded"
  | "disputed"
  | "dispute_lost";

export type RefundStatus = "pending" | "succeeded" | "failed";
export type DisputeStatus = "open" | "won" | "lost";

export type PurchaseFacts = {
  price: number;
  paid: boolean;
  /** A delayed payment method reported failure. */
  failed: boolean;
  expired: boolean;
  /** `endsAccess` is the choice made with the refund, null for one made at the provider. */
  refunds: Record<string, { amount: number; status: RefundStatus; endsAccess: boolean | null }>;
  disputes: Record<string, { amount: number; status: DisputeStatus }>;
  /** How often a person has ruled on access: each odd time took it away, each even time gave it back. */
  rulings: number;
};

export type Change =
  | { kind: "paid" }
  | { kind: "failed" }
  | { kind: "expired" }
  | { kind: "refund"; id: string; amount: number; status: RefundStatus; endsAccess: boolean | null }
  | { kind: "dispute"; id: string; amount: number; status: DisputeStatus }
  | { kind: "ruling"; number: number };

export type PurchaseState = {
  status: PurchaseStatus;
  refundedAmount: number;
  /** Why a paid purchase no longer opens anything; null while it does. */
  accessEnded: "refunded" | "disputed" | "revoked" | null;
};

export const noFacts = (price: number): PurchaseFacts => ({
  price,
  paid: false,
  failed: false,
  expired: false,
  refunds: {},
  disputes: {},
  rulings: 0,
});

/** The facts after learning of `change`. Learning it again, or later than something newer, changes nothing. */
export function next(facts: PurchaseFacts, change: Change): PurchaseFacts {
  switch (change.kind) {
    case "paid":
      return { ...facts, paid: true };
    case "failed":
      return { ...facts, failed: true };
    case "expired":
      return { ...facts, expired: true };
    case "refund": {
      const known = facts.refunds[change.id];
      const { amount, endsAccess } = known ?? change;
      const status = further(REFUND_ORDER, known?.status, change.status);
      return { ...facts, refunds: { ...facts.refunds, [change.id]: { amount, status, endsAccess } } };
    }
    case "dispute": {
      const known = facts.disputes[change.id];
      const status = further(DISPUTE_ORDER, known?.status, change.status);
      return {
        ...facts,
        disputes: { ...facts.disputes, [change.id]: { amount: known?.amount ?? change.amount, status } },
      };
    }
    case "ruling":
      return { ...facts, rulings: Math.max(facts.rulings, change.number) };
  }
}

/** Whether access was taken away by hand and not given back; money has no say in it. */
export function isRevoked(facts: Pick<PurchaseFacts, "rulings">): boolean {
  return facts.rulings % 2 === 1;
}

/** What the facts amount to. */
export function stateOf(facts: PurchaseFacts): PurchaseState {
  const refunds = Object.values(facts.refunds).filter((refund) => refund.status !== "failed");
  const disputes = Object.values(facts.disputes);
  const refundedAmount = Math.min(
    facts.price,
    refunds.reduce((sum, refund) => sum + refund.amount, 0),
  );
  return {
    refundedAmount,
    status: statusOf(facts, refundedAmount, disputes),
    accessEnded: accessEnded(facts, refundedAmount, refunds, disputes),
  };
}

function statusOf(
  facts: PurchaseFacts,
  refunded: number,
  disputes: { status: DisputeStatus }[],
): PurchaseStatus {
  if (!facts.paid) return facts.failed ? "failed" : facts.expired ? "expired" : "pending";
  if (disputes.some(({ status }) => status === "lost")) return "dispute_lost";
  if (disputes.some(({ status }) => status === "open")) return "disputed";
  if (refunded > 0) return refunded >= facts.price ? "refunded" : "partially_refunded";
  return "completed";
}

function accessEnded(
  facts: PurchaseFacts,
  refunded: number,
  refunds: { endsAccess: boolean | null }[],
  disputes: { status: DisputeStatus }[],
): PurchaseState["accessEnded"] {
  if (!facts.paid) return null;
  if (disputes.some(({ status }) => status !== "won")) return "disputed";
  // A refund made at the provider carries no choice: it ends access together with the last of the money.
  const everything = refunded >= facts.price;
  if (refunds.some(({ endsAccess }) => endsAccess ?? everything)) return "refunded";
  return isRevoked(facts) ? "revoked" : null;
}

const REFUND_ORDER: RefundStatus[] = ["pending", "succeeded", "failed"];
// Won and lost are both final at the provider; should it ever say both, the one that closes stands.
const DISPUTE_ORDER: DisputeStatus[] = ["open", "won", "lost"];

function further<T>(order: T[], known: T | undefined, heard: T): T {
  return known !== undefined && order.indexOf(known) > order.indexOf(heard) ? known : heard;
}
