import type { Money } from "../../lib/money.ts";

export type BillingInterval = "month" | "year";

/** What a membership costs each time, and which tier that pays for. */
export type TierPrice = { tierId: string; price: Money; interval: BillingInterval };

/** What a membership becomes at the payment provider. All ids but the customer's are ours. */
export type MembershipCheckoutRequest = TierPrice & {
  subscriptionId: string;
  userId: string;
  customerId: string;
  /** Shown on the page and on invoices. */
  title: string;
  /** Days before the first payment; the card is asked for nevertheless. */
  trialDays?: number;
  successUrl: string;
  cancelUrl: string;
  expiresAt: Date;
};

/** The checkout of a membership. Once it is complete the provider's subscription exists. */
export type MembershipCheckout = {
  id: string;
  status: "open" | "complete" | "expired";
  /** Ours. */
  subscriptionId: string | null;
  providerSubscriptionId: string | null;
  customerId: string | null;
  url: string | null;
};

/** The provider's present word on a subscription. */
export type MembershipState = TierPrice & {
  /** The provider's id. */
  id: string;
  /** Ours. */
  subscriptionId: string | null;
  customerId: string;
  /**
   * `unpaid`: the provider has given up on the card but not ended it. `ended`: for good, `endedAt` says since when.
   * `incomplete`: the first payment has not arrived.
   */
  status: "incomplete" | "trialing" | "active" | "past_due" | "unpaid" | "ended";
  periodStart: Date;
  periodEnd: Date;
  trialEndsAt: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  cancelAtPeriodEnd: boolean;
  /** Why it ended or will; null while it goes on. */
  cancelledBecause: "asked" | "payment_failed" | "payment_disputed" | null;
};

/** What is only known by asking for it: the change that waits, and the last invoice. */
export type MembershipDetails = MembershipState & {
  /** The cheaper price that starts when the period ends. */
  next: (TierPrice & { from: Date }) | null;
  latestInvoice: InvoiceState | null;
};

/** One invoice of a membership. */
export type InvoiceState = {
  id: string;
  /** Ours, then the provider's; null for an invoice that belongs to none. */
  subscriptionId: string | null;
  providerSubscriptionId: string | null;
  customerId: string | null;
  status: "draft" | "open" | "paid" | "uncollectible" | "void";
  because: "start" | "renewal" | "change" | "other";
  /** What is asked for, after credit; zero for a trial. */
  due: Money;
  paid: Money;
  /** The time it pays for. */
  periodStart: Date;
  periodEnd: Date;
  createdAt: Date;
  attempts: number;
  /** When the provider tries the card again; null when it does not. */
  nextAttemptAt: Date | null;
  /** The provider's page where the member can pay it, or read it. */
  url: string | null;
  /** The payment behind it, for refunds; null when it is not known from where this was read: ask `getInvoice`. */
  paymentIntentId: string | null;
};

export type MembershipChangeRequest = TierPrice & {
  providerSubscriptionId: string;
  title: string;
  /**
   * `now`: the difference for the rest of the period is charged at once; refused for a lower price, or a month after a year, which would
   * leave the customer credit. In a trial it ends that, and the whole price is charged. `period_end`: nothing until then.
   */
  when: "now" | "period_end";
  /** The same key gives the same result. */
  idempotencyKey: string;
};

/**
 * What a provider's event tells us of memberships. Events come in any order and more than once; when in doubt ask
 * `getMembership`, which tells how things are.
 */
export type MembershipChange =
  | { kind: "checkout"; checkout: MembershipCheckout }
  | { kind: "membership"; membership: MembershipState; trialEndsSoon: boolean }
  /** `failed`: its payment has just been tried in vain. */
  | { kind: "invoice"; invoice: InvoiceState; failed: boolean }
  /** An invoice was paid by a payment that it does not name itself. */
  | { kind: "invoice_payment"; invoiceId: string };

/** Subscriptions at the provider. A change that the provider refuses is a `PaymentProviderError`. */
export type MembershipsPort = {
  /** One for each of our subscription ids, however often it is asked for. */
  createMembershipCheckout(request: MembershipCheckoutRequest): Promise<MembershipCheckout>;
  getMembershipCheckout(checkoutId: string): Promise<MembershipCheckout>;
  /** Closes an open checkout; answers its state afterwards, which may be `complete`. */
  expireMembershipCheckout(checkoutId: string): Promise<MembershipCheckout>;
  getMembership(providerSubscriptionId: string): Promise<MembershipDetails>;
  /**
   * Another price. At once: a period begins, and its whole price less what is unused of the running one is charged; refused if the card
   * declines, if it would leave credit, or while the running period is not paid. A change that waits for the period's end is replaced; one back to the present
   * price removes it.
   */
  changeMembership(request: MembershipChangeRequest): Promise<MembershipDetails>;
  /** It is paid for until the period's end and then ends. A change that waits is dropped. */
  cancelAtPeriodEnd(providerSubscriptionId: string): Promise<MembershipDetails>;
  /** Takes back `cancelAtPeriodEnd`. Refused once it has ended. */
  resumeMembership(providerSubscriptionId: string): Promise<MembershipDetails>;
  /** Ends it at once; nothing is given back by itself. One that has ended is left as it is. */
  cancelNow(providerSubscriptionId: string): Promise<MembershipDetails>;
  getInvoice(invoiceId: string): Promise<InvoiceState>;
  /** Newest first, at most 100. */
  listInvoices(providerSubscriptionId: string): Promise<InvoiceState[]>;
  /** Gives back what an invoice's payment took, in full unless `amount` says less; once for each key. */
  refundInvoice(request: { invoiceId: string; amount?: number; idempotencyKey: string }): Promise<{
    refundId: string;
    amount: number;
  }>;
};
