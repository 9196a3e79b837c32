import type Stripe from "stripe";
import { priceDataShape } from "../resources/prices.ts";
import { shippingShape } from "../resources/shapes.ts";
import {
  choice,
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

/** What a session may be created with (https://docs.stripe.com/api/checkout/sessions/create), payment mode. */
export const createSessionShape = {
  ...shapeFor<Stripe.Checkout.SessionCreateParams>()({
    allowed_payment_method_types: methodTypes,
    cancel_url: webAddress(),
    client_reference_id: text(200),
    customer: text(),
    customer_creation: choice("if_required"),
    customer_email: email(),
    expires_at: integer(),
    line_items: required(list(group(lineItemShape), { min: 1, max: 100 })),
    locale: text(),
    metadata: metadata(),
    mode: required(choice("payment", "setup", "subscription")),
    payment_intent_data: group(intentDataShape),
    submit_type: choice("auto", "book", "donate", "pay", "subscribe"),
    success_url: required(webAddress()),
    ui_mode: choice("hosted_page"),
  }),
  // Older versions' name of allowed_payment_method_types; Stripe's command line still sends it.
  payment_method_types: methodTypes,
};

export type NewSession = Input<typeof createSessionShape>;
