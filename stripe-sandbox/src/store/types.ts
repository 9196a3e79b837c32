import type Stripe from "stripe";

/**
 * Stripe's objects as they travel in JSON. The library's declarations describe them after arrival, when
 * decimal strings have become `Decimal` values; those few fields differ here.
 */
export type Price = Omit<Stripe.Price, "unit_amount_decimal" | "tiers" | "currency_options"> & {
  unit_amount_decimal: string | null;
};
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Price | null };

/** Every stored kind of object, by its `object` name. */
export type Objects = {
  balance_transaction: Stripe.BalanceTransaction;
  charge: Stripe.Charge;
  "checkout.session": Stripe.Checkout.Session;
  customer: Stripe.Customer;
  dispute: Stripe.Dispute;
  event: Stripe.Event;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  price: Price;
  product: Stripe.Product;
  refund: Stripe.Refund;
  webhook_endpoint: Stripe.WebhookEndpoint;
};
export type ObjectName = keyof Objects;
/** An object from which a function can tell its name. */
export type Named<N extends ObjectName> = Objects[N] & { object: N };

/** What the sandbox knows about an object and never shows. */
export type Internals = {
  "checkout.session": { lineItems: LineItem[]; intentData: IntentData };
  payment_intent: { returnUrl: string | null };
  payment_method: { instrument: string };
  webhook_endpoint: { secrets: string[] };
};
export type Internal<N extends ObjectName> = N extends keyof Internals ? Internals[N] : Record<string, never>;

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
