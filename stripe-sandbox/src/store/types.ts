import type Stripe from "stripe";

/**
 * Stripe's objects as they travel in JSON. The library's declarations describe them after arrival, when
 * decimal strings have become `Decimal` values; those few fields differ here.
 */
export type Price = Omit<Stripe.Price, "unit_amount_decimal" | "tiers" | "currency_options"> & {
  unit_amount_decimal: string | null;
};
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Price | null };

export type Plan = Omit<Stripe.Plan, "amount_decimal" | "tiers"> & { amount_decimal: string | null };
export type SubscriptionItem = Omit<Stripe.SubscriptionItem, "price" | "plan"> & { price: Price; plan: Plan };
export type Subscription = Omit<Stripe.Subscription, "items"> & { items: Stripe.ApiList<SubscriptionItem> };
type Pricing = Omit<Stripe.InvoiceLineItem.Pricing, "unit_amount_decimal"> & {
  unit_amount_decimal: string | null;
};
export type InvoiceLine = Omit<Stripe.InvoiceLineItem, "quantity_decimal" | "pricing"> & {
  quantity_decimal: string | null;
  pricing: Pricing | null;
};
export type Invoice = Omit<Stripe.Invoice, "lines"> & { lines: Stripe.ApiList<InvoiceLine> };
export type InvoiceItem = Omit<Stripe.InvoiceItem, "quantity_decimal" | "pricing"> & {
  quantity_decimal: string;
  pricing: Pricing | null;
};
export type InvoicePayment = Stripe.InvoicePayment;
export type Customer = Stripe.Customer;
export type Schedule = Stripe.SubscriptionSchedule;
export type SchedulePhase = Stripe.SubscriptionSchedule.Phase;

/** Every stored kind of object, by its `object` name. */
export type Objects = {
  balance_transaction: Stripe.BalanceTransaction;
  "billing_portal.configuration": Stripe.BillingPortal.Configuration;
  "billing_portal.session": Stripe.BillingPortal.Session;
  charge: Stripe.Charge;
  "checkout.session": Stripe.Checkout.Session;
  customer: Stripe.Customer;
  dispute: Stripe.Dispute;
  event: Stripe.Event;
  invoice: Invoice;
  invoice_payment: InvoicePayment;
  invoiceitem: InvoiceItem;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  price: Price;
  product: Stripe.Product;
  refund: Stripe.Refund;
  setup_intent: Stripe.SetupIntent;
  subscription: Subscription;
  subscription_schedule: Schedule;
  "test_helpers.test_clock": Stripe.TestHelpers.TestClock;
  webhook_endpoint: Stripe.WebhookEndpoint;
};
export type ObjectName = keyof Objects;
/** An object from which a function can tell its name. */
export type Named<N extends ObjectName> = Objects[N] & { object: N };

/** What the sandbox knows about an object and never shows. */
export type Internals = {
  /** `sells` is there for a subscription; `intent` once somebody tried to pay. */
  "checkout.session": {
    lineItems: LineItem[];
    intentData: IntentData;
    sells?: SubscriptionData;
    intent?: string;
  };
  /** `secret` opens its page; `intent` is what it is paid with; `tries` counts those the sandbox made by itself. */
  invoice: { secret: string; intent: string | null; tries: number };
  payment_intent: IntentOrigin;
  /** `setUp`: its owner has agreed to payments without them, which some banks want to have heard. */
  payment_method: { instrument: string; setUp?: boolean };
  setup_intent: IntentOrigin;
  "test_helpers.test_clock": { target: number | null };
  webhook_endpoint: { secrets: string[] };
};
export type Internal<N extends ObjectName> = N extends keyof Internals ? Internals[N] : Record<string, never>;

/** Where an intent came from, and leads back to. */
export type IntentOrigin = { returnUrl?: string | null; sessionId?: string; invoiceId?: string };

/** What a subscription takes over from the session that sells it. */
export type SubscriptionData = {
  description: string | null;
  metadata: Stripe.Metadata;
  trialDays: number | null;
  trialEnd: number | null;
};

/** What a payment intent takes over from the session it is made for. */
export type IntentData = {
  description: string | null;
  metadata: Stripe.Metadata;
  receipt_email: string | null;
  setup_future_usage: "off_session" | "on_session" | null;
  capture_method: "automatic" | "automatic_async" | "manual";
  shipping: Stripe.PaymentIntent.Shipping | null;
  statement_descriptor: string | null;
  statement_descriptor_suffix: string | null;
};
