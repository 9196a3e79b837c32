import type Stripe from "stripe";
import type {
  InvoiceState,
  MembershipChange,
  MembershipCheckout,
  MembershipState,
  TierPrice,
} from "./memberships-port.ts";

/** The events about memberships that we ask Stripe for. */
export const MEMBERSHIP_EVENTS = [
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "customer.subscription.trial_will_end",
  "invoice.created",
  "invoice.finalized",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice.payment_action_required",
  "invoice.marked_uncollectible",
  "invoice.voided",
  "invoice_payment.paid",
] satisfies Stripe.Event.Type[];

/** What an event means for memberships, in our words; null when nothing. */
export function membershipChangeOf(event: Stripe.Event): MembershipChange | null {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.expired":
      if (event.data.object.mode !== "subscription") return null;
      return { kind: "checkout", checkout: checkoutState(event.data.object) };
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
    case "customer.subscription.trial_will_end": {
      const trialEndsSoon = event.type === "customer.subscription.trial_will_end";
      return { kind: "membership", membership: membershipState(event.data.object), trialEndsSoon };
    }
    case "invoice.created":
    case "invoice.finalized":
    case "invoice.paid":
    case "invoice.payment_failed":
    case "invoice.payment_action_required":
    case "invoice.marked_uncollectible":
    case "invoice.voided":
      return {
        kind: "invoice",
        invoice: invoiceState(event.data.object),
        failed: event.type === "invoice.payment_failed",
      };
    case "invoice_payment.paid": {
      const { invoice, payment } = event.data.object;
      return payment.payment_intent ? { kind: "invoice_payment", invoiceId: idOf(invoice)! } : null;
    }
    default:
      return null;
  }
}

/** The prefix tells our products for tiers from others of the account. */
const TIER_PRODUCT = "tier_";

/** A tier's product at Stripe has its id, so that a price says by itself which tier it pays for. */
export function tierProductId(tierId: string): string {
  return `${TIER_PRODUCT}${tierId}`;
}

export function tierPriceOf(price: Stripe.Price): TierPrice {
  const product = idOf(price.product) ?? "";
  return {
    tierId: product.startsWith(TIER_PRODUCT) ? product.slice(TIER_PRODUCT.length) : "",
    price: { amount: price.unit_amount ?? 0, currency: price.currency },
    interval: price.recurring?.interval === "year" ? "year" : "month",
  };
}

export function membershipState(subscription: Stripe.Subscription): MembershipState {
  const item = subscription.items.data[0]!;
  return {
    ...tierPriceOf(item.price),
    id: subscription.id,
    subscriptionId: subscription.metadata.subscription_id ?? null,
    customerId: idOf(subscription.customer)!,
    status: statusOf(subscription),
    periodStart: moment(item.current_period_start),
    periodEnd: moment(item.current_period_end),
    trialEndsAt: perhaps(subscription.trial_end),
    startedAt: moment(subscription.start_date),
    endedAt: perhaps(subscription.ended_at),
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    cancelledBecause: becauseOf(subscription),
  };
}

function statusOf({ status }: Stripe.Subscription): MembershipState["status"] {
  if (status === "canceled" || status === "incomplete_expired") return "ended";
  return among(["trialing", "active", "past_due", "incomplete"], status) ?? "unpaid";
}

function becauseOf({ cancellation_details }: Stripe.Subscription): MembershipState["cancelledBecause"] {
  const reason = cancellation_details?.reason ?? null;
  return reason && (among(["payment_failed", "payment_disputed"], reason) ?? "asked");
}

export function checkoutState(session: Stripe.Checkout.Session): MembershipCheckout {
  return {
    id: session.id,
    status: among(["complete", "expired"], session.status) ?? "open",
    subscriptionId: session.metadata?.subscription_id ?? null,
    providerSubscriptionId: idOf(session.subscription),
    customerId: idOf(session.customer),
    url: session.url,
  };
}

export function invoiceState(invoice: Stripe.Invoice): InvoiceState {
  const details = invoice.parent?.subscription_details;
  // What an invoice is for says its lines: its own period is the one that has passed.
  const periods = invoice.lines.data.filter(({ amount }) => amount >= 0).map(({ period }) => period);
  const latest = periods.sort((a, b) => b.end - a.end)[0];
  const { currency } = invoice;
  const payment = invoice.payments?.data.find((one) => one.is_default) ?? invoice.payments?.data[0];
  return {
    id: invoice.id,
    subscriptionId: details?.metadata?.subscription_id ?? null,
    providerSubscriptionId: idOf(details?.subscription ?? null),
    customerId: idOf(invoice.customer),
    status: among(["open", "paid", "uncollectible", "void"], invoice.status) ?? "draft",
    because: invoiceReason(invoice),
    due: { amount: invoice.amount_due, currency },
    paid: { amount: invoice.amount_paid, currency },
    periodStart: moment(latest?.start ?? invoice.period_start),
    periodEnd: moment(latest?.end ?? invoice.period_end),
    createdAt: moment(invoice.created),
    attempts: invoice.attempt_count,
    nextAttemptAt: perhaps(invoice.next_payment_attempt),
    url: invoice.hosted_invoice_url ?? null,
    paymentIntentId: idOf(payment?.payment.payment_intent ?? null),
  };
}

function invoiceReason({ billing_reason }: Stripe.Invoice): InvoiceState["because"] {
  if (billing_reason === "subscription_create") return "start";
  if (billing_reason === "subscription_cycle") return "renewal";
  return billing_reason === "subscription_update" ? "change" : "other";
}

/** Stripe may add values any day. */
function among<const T extends string>(known: T[], value: string | null): T | undefined {
  return known.find((one) => one === value);
}

export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

export function moment(seconds: number): Date {
  return new Date(seconds * 1000);
}

function perhaps(seconds: number | null): Date | null {
  return seconds === null ? null : moment(seconds);
}
