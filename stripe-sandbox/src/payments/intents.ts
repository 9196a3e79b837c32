import type Stripe from "stripe";
import { create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId, randomLetters } from "../store/ids.ts";
import type { IntentOrigin } from "../store/types.ts";

type New = Pick<Stripe.PaymentIntent, "amount" | "currency" | "payment_method_types"> &
  Partial<Stripe.PaymentIntent>;

/** Stores a new payment intent that waits for a payment method, and announces it. */
export async function createIntent(
  call: Call,
  fields: New,
  origin: IntentOrigin = {},
): Promise<Stripe.PaymentIntent> {
  const id = newId("pi");
  const intent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${randomLetters(25)}`,
    confirmation_method: "automatic",
    created: call.now,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: optionsFor(fields.payment_method_types),
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
    ...fields,
  } satisfies Stripe.PaymentIntent;
  return create(call, intent, { internal: origin, events: ["payment_intent.created"] });
}

function optionsFor(types: string[]): Stripe.PaymentIntent.PaymentMethodOptions {
  const card = {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: "automatic" as const,
  };
  return {
    ...(types.includes("card") ? { card } : {}),
    ...(types.includes("us_bank_account")
      ? { us_bank_account: { verification_method: "automatic" as const } }
      : {}),
    ...(types.includes("sepa_debit") ? { sepa_debit: {} } : {}),
    ...(types.includes("bacs_debit") ? { bacs_debit: {} } : {}),
  };
}
