import type Stripe from "stripe";
import { create } from "../events/change.ts";
import { debitFor } from "../payments/instruments.ts";
import { tooSmall } from "../payments/least-amount.ts";
import { mergeMetadata } from "../resources/metadata.ts";
import { fullShipping } from "../resources/shapes.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { getObject } from "../store/objects.ts";
import type { IntentData } from "../store/types.ts";
import { setTimer } from "../timers/set-timer.ts";
import { invalidRequest } from "../wire/errors.ts";
import { createLineItems } from "./line-items.ts";
import type { NewSession } from "./session-parameters.ts";

/**
 * Stores a new open session, which expires by itself. Nothing is announced: Stripe has no event for it. Refuses
 * other modes than payment, and totals that Stripe would not charge.
 */
export async function createSession(call: Call, input: NewSession): Promise<Stripe.Checkout.Session> {
  if (input.mode !== "payment") {
    throw invalidRequest(`The sandbox sells one-time payments only; '${input.mode}' mode is not supported.`, {
      param: "mode",
    });
  }
  if (input.customer && input.customer_email) {
    throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer_email",
    });
  }
  const customer = input.customer
    ? await getObject(call.db, "customer", input.customer, "customer")
    : undefined;
  const { items: lineItems, currency } = await createLineItems(call, input.line_items);
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  refuseTotal(total, currency);

  const knownEmail = customer?.email ?? input.customer_email ?? null;
  const id = newId("cs_test", 58);
  const session: Stripe.Checkout.Session = {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: call.now,
    currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation: customer ? null : (input.customer_creation ?? "if_required"),
    customer_details: knownEmail ? knownBuyer(knownEmail, customer) : null,
    customer_email: input.customer_email ?? null,
    discounts: [],
    expires_at: expiry(call, input.expires_at),
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: (input.locale ?? null) as Stripe.Checkout.Session.Locale | null,
    managed_payments: null,
    metadata: mergeMetadata({}, input.metadata),
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: allowedTypes(input, currency),
    payment_status: total === 0 ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: input.submit_type ?? null,
    subscription: null,
    success_url: input.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${call.sandbox.baseUrl()}${call.sandbox.hostedPath}/checkout/${id}`,
    wallet_options: null,
  };
  await create(call, session, {
    internal: { lineItems, intentData: intentData(input.payment_intent_data) },
    events: [],
  });
  await setTimer(call, id, "session.expire", session.expires_at);
  return session;
}

function refuseTotal(total: number, currency: string): void {
  const param = "line_items";
  if (total > 99_999_999)
    throw invalidRequest("Amount must be no more than 99999999", { code: "amount_too_large", param });
  const refusal = total === 0 ? undefined : tooSmall(total, currency, param);
  if (refusal) throw refusal;
}

/** Between 30 minutes and 24 hours from now; 24 hours unless told. */
function expiry(call: Call, wanted: number | undefined): number {
  const day = call.now + 24 * 60 * 60;
  if (wanted === undefined) return day;
  // A caller computed the bounds by its own clock a moment ago.
  if (wanted >= call.now + 29 * 60 && wanted <= day + 60) return wanted;
  throw invalidRequest(
    "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
    { param: "expires_at" },
  );
}

/** What the buyer may choose from: what was asked for, or cards and the currency's direct debit. */
function allowedTypes(input: NewSession, currency: string): string[] {
  const debit = debitFor(currency);
  const asked = input.allowed_payment_method_types ?? input.payment_method_types;
  if (!asked) return debit ? ["card", debit] : ["card"];
  const impossible = asked.find((type) => type !== "card" && type !== debit);
  if (!impossible) return asked;
  throw invalidRequest(
    `The payment method type ${impossible} cannot be used with the currency ${currency}.`,
    { param: "allowed_payment_method_types" },
  );
}

function knownBuyer(
  email: string,
  customer: Stripe.Customer | undefined,
): Stripe.Checkout.Session.CustomerDetails {
  const { name = null, phone = null, address = null } = customer ?? {};
  return {
    address,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone,
    tax_exempt: "none",
    tax_ids: null,
  };
}

function intentData(given: NewSession["payment_intent_data"] = {}): IntentData {
  return {
    capture_method: given.capture_method ?? "automatic_async",
    description: given.description ?? null,
    metadata: mergeMetadata({}, given.metadata),
    receipt_email: given.receipt_email ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    shipping: given.shipping ? fullShipping(given.shipping) : null,
    statement_descriptor: given.statement_descriptor ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
  };
}
