import type Stripe from "stripe";
import type { DisputeState, PaymentChange, RefundState, SavedCardPayment, SessionState } from "./port.ts";
import { idOf, MEMBERSHIP_EVENTS } from "./stripe-membership-events.ts";

/** The events we ask Stripe for; everything else is ignored. */
export const HANDLED_EVENTS = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.succeeded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  ...MEMBERSHIP_EVENTS,
] satisfies Stripe.Event.Type[];

/** What an event means for purchases, in our words; null when nothing. */
export function changeOf(event: Stripe.Event): PaymentChange | null {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.expired":
      // The others sell memberships, or were made by somebody else.
      if (event.data.object.mode === "subscription" || event.data.object.mode === "setup") return null;
      return { kind: "session", session: sessionState(event.data.object), failed: false };
    case "checkout.session.async_payment_failed":
      return { kind: "session", session: sessionState(event.data.object), failed: true };
    case "payment_intent.succeeded": {
      const payment = savedCardPayment(event.data.object);
      return payment && { kind: "saved_card", payment };
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return { kind: "refund", refund: refundState(event.data.object) };
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
      // An inquiry has taken no money, and a refund settles it (https://docs.stripe.com/disputes/withdrawing).
      if (isInquiry(event.data.object)) return null;
      return { kind: "dispute", dispute: disputeState(event.data.object) };
    default:
      return null;
  }
}

export function sessionState(session: Stripe.Checkout.Session): SessionState {
  return {
    id: session.id,
    status: statusOf(session),
    paid: session.payment_status !== "unpaid",
    purchaseId: session.metadata?.purchase_id ?? null,
    price: { amount: session.amount_total ?? -1, currency: session.currency ?? "" },
    paymentIntentId: idOf(session.payment_intent),
    url: session.url,
  };
}

function statusOf({ status }: Stripe.Checkout.Session): SessionState["status"] {
  if (status === "complete") return "complete";
  return status === "expired" ? "expired" : "open";
}

/** Null for all other payments: a checkout tells of its own. */
function savedCardPayment(intent: Stripe.PaymentIntent): SavedCardPayment | null {
  const { purchase_id, saved_card } = intent.metadata;
  if (!purchase_id || saved_card !== "true") return null;
  const price = { amount: intent.amount_received, currency: intent.currency };
  return { purchaseId: purchase_id, paymentIntentId: intent.id, price };
}

export function refundState(refund: Stripe.Refund): RefundState {
  const endsAccess = refund.metadata?.ends_access;
  const failed = refund.status === "failed" || refund.status === "canceled";
  return {
    id: refund.id,
    paymentIntentId: idOf(refund.payment_intent),
    amount: refund.amount,
    status: failed ? "failed" : refund.status === "succeeded" ? "succeeded" : "pending",
    endsAccess: endsAccess === undefined ? null : endsAccess === "true",
  };
}

function disputeState(dispute: Stripe.Dispute): DisputeState {
  const { status } = dispute;
  const won = status === "won" || status === "prevented";
  return {
    id: dispute.id,
    paymentIntentId: idOf(dispute.payment_intent),
    amount: dispute.amount,
    status: won ? "won" : status === "lost" ? "lost" : "open",
  };
}

function isInquiry({ status }: Stripe.Dispute): boolean {
  return status.startsWith("warning_");
}
