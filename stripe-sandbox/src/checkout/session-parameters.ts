import type Stripe from "stripe";
import { priceDataShape } from "../resources/prices.ts";
import { shippingShape } from "../resources/shapes.ts";
import {
  choice,
  currency,
  email,
  group,
  type Input,
  integer,
  list,
  metadata,
  required,
  shapeFor,
  text,
  webAddress,
} from "../wire/parameters.ts";

const methodTypes = list(choice("card", "us_bank_account", "sepa_debit", "bacs_debit"), { min: 1 });

/** One thing to be sold: a price, or a description of one. */
export const lineItemShape = shapeFor<Stripe.Checkout.SessionCreateParams.LineItem>()({
  metadata: metadata(),
  price: text(),
  price_data: group(priceDataShape),
  quantity: integer({ min: 1, max: 999_999 }),
});

/** What the payment intent is to take over. */
export const intentDataShape = shapeFor<Stripe.Checkout.SessionCreateParams.PaymentIntentData>()({
  capture_method: choice("automatic", "automatic_async", "manual"),
  description: text(1000),
  metadata: metadata(),
  receipt_email: email(),
  setup_future_usage: choice("off_session", "on_session"),
  shipping: group(shippingShape),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
});

/** What the subscription is to take over. */
export const subscriptionDataShape = shapeFor<Stripe.Checkout.SessionCreateParams.SubscriptionData>()({
  description: text(500),
  metadata: metadata(),
  trial_end: integer(),
  trial_period_days: integer({ min: 1, max: 730 }),
});

const setupDataShape = shapeFor<Stripe.Checkout.SessionCreateParams.SetupIntentData>()({
  description: text(1000),
  metadata: metadata(),
});

/** Which saved cards the page offers, and whether it asks to save another. */
export const savedMethodsShape = shapeFor<Stripe.Checkout.SessionCreateParams.SavedPaymentMethodOptions>()({
  allow_redisplay_filters: list(choice("always", "limited", "unspecified")),
  payment_method_save: choice("disabled", "enabled"),
});

/** What a session may be created with (https://docs.stripe.com/api/checkout/sessions/create). */
export const createSessionShape = {
  ...shapeFor<Stripe.Checkout.SessionCreateParams>()({
    allowed_payment_method_types: methodTypes,
    cancel_url: webAddress(),
    client_reference_id: text(200),
    currency: currency(),
    customer: text(),
    customer_creation: choice("always", "if_required"),
    customer_email: email(),
    expires_at: integer(),
    line_items: list(group(lineItemShape), { min: 1, max: 100 }),
    locale: text(),
    metadata: metadata(),
    mode: required(choice("payment", "setup", "subscription")),
    payment_intent_data: group(intentDataShape),
    payment_method_collection: choice("always", "if_required"),
    saved_payment_method_options: group(savedMethodsShape),
    setup_intent_data: group(setupDataShape),
    subscription_data: group(subscriptionDataShape),
    submit_type: choice("auto", "book", "donate", "pay", "subscribe"),
    success_url: required(webAddress()),
    ui_mode: choice("hosted_page"),
  }),
  // Older versions' name of allowed_payment_method_types; Stripe's command line still sends it.
  payment_method_types: methodTypes,
};

export type NewSession = Input<typeof createSessionShape>;
