import type { MembershipState } from "../../ports/payments/memberships-port.ts";

/**
 * What a subscription is, derived from the provider's word on it. Pure, and safe for any order and any repetition: each word carries the
 * moment it is of, an older one changes nothing, and what has ended stays ended. Lifecycle:
 * https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 */
export type SubscriptionStatus = "incomplete" | "trialing" | "active" | "past_due" | "cancelled" | "expired";

export type SubscriptionState = {
  status: SubscriptionStatus;
  /** The end of the last period that was paid or is on trial. */
  paidUntil: Date | null;
  /** Until when it opens what its tier opens. Before its first payment: not at all. */
  openUntil: Date | null;
  cancelAtPeriodEnd: boolean;
  endedAt: Date | null;
  /** The moment this is the word of. */
  heardAt: Date | null;
};

export type Word = { at: Date } & Pick<
  MembershipState,
  "status" | "periodStart" | "periodEnd" | "trialEndsAt" | "endedAt" | "cancelAtPeriodEnd"
>;

export const NOTHING_HEARD: SubscriptionState = {
  status: "incomplete",
  paidUntil: null,
  openUntil: null,
  cancelAtPeriodEnd: false,
  endedAt: null,
  heardAt: null,
};

/**
 * The state after hearing `word`. `graceDays`: how long a renewal that has not been paid keeps what the last payment opened. Whoever has
 * cancelled keeps it until the end of what was paid and not a second longer.
 */
export function next(
  known: SubscriptionState,
  word: Word,
  { graceDays }: { graceDays: number },
): SubscriptionState {
  if (known.status === "expired") return known;
  if (known.heardAt && word.at < known.heardAt) return known;
  const paidUntil = paidUntilOf(word);
  const cancelAtPeriodEnd = word.cancelAtPeriodEnd && word.status !== "ended";
  return {
    status: statusOf(word),
    paidUntil,
    openUntil: openUntilOf(word, paidUntil, graceDays),
    cancelAtPeriodEnd,
    endedAt: word.status === "ended" ? (word.endedAt ?? word.at) : null,
    heardAt: word.at,
  };
}

function statusOf({ status, cancelAtPeriodEnd }: Word): SubscriptionStatus {
  if (status === "ended") return "expired";
  if (status === "incomplete") return "incomplete";
  if (status === "unpaid" || status === "past_due") return "past_due";
  return cancelAtPeriodEnd ? "cancelled" : status;
}

/** With the period's end the provider begins the next one at once; it is paid only once its invoice is. */
function paidUntilOf(word: Word): Date | null {
  if (word.status === "incomplete") return null;
  if (word.status === "trialing") return word.trialEndsAt ?? word.periodEnd;
  if (word.status === "past_due" || word.status === "unpaid") return word.periodStart;
  return word.periodEnd;
}

function openUntilOf(word: Word, paidUntil: Date | null, graceDays: number): Date | null {
  if (paidUntil === null) return null;
  if (word.status === "ended") {
    const endedAt = word.endedAt ?? word.at;
    return endedAt < paidUntil ? endedAt : paidUntil;
  }
  if (word.cancelAtPeriodEnd) return paidUntil;
  return new Date(paidUntil.getTime() + graceDays * 86_400_000);
}
