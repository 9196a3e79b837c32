import type Stripe from "stripe";
import { recurringOf } from "../billing/create-subscription.ts";
import { create } from "../events/change.ts";
import { debitFor } from "../payments/instruments.ts";
import { tooSmall } from "../payments/least-amount.ts";
import { createSetupIntent } from "../payments/setup-intents.ts";
import { mergeMetadata } from "../resources/metadata.ts";
import { fullShipping } from "../resources/shapes.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { getObject } from "../store/objects.ts";
import type { IntentData, SubscriptionData } from "../store/types.ts";
import { setTimer } from "../timers/set-timer.ts";
import { invalidRequest, missingParameter } from "../wire/errors.ts";
import { createLineItems } from "./line-items.ts";
import type { NewSession } from "./session-parameters.ts";

/**
 * Stores a new open session, which expires by itself. Nothing is announced: Stripe has no event for it. Refuses
 * what does not belong to its mode, and totals that Stripe would not charge.
 */
export async function createSession(call: Call, input: NewSession): Promise<Stripe.Checkout.Session> {
  refuseForeignToMode(input);
  if (input.customer && input.customer_email) {
    throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer_email",
    });
  }
  const customer = input.customer
    ? await getObject(call.db, "customer", input.customer, "customer")
    : undefined;
  const { mode } = input;
  const sold =
    mode === "setup"
      ? { items: [], currency: input.currency ?? null }
      : await createLineItems(call, input.line_items ?? [], mode);
  const { items: lineItems, currency } = sold;
  if (mode === "subscription") recurringOf(lineItems.map(({ price }) => price!));
  const trial = Boolean(input.subscription_data?.trial_period_days ?? input.subscription_data?.trial_end);
  const total = trial ? 0 : lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  if (currency) refuseTotal(total, currency);

  const knownEmail = customer?.email ?? input.customer_email ?? null;
  const id = newId("cs_test", 58);
  const setup = mode === "setup" ? await setupIntent(call, input, id) : undefined;
  const session: Stripe.Checkout.Session & { object: "checkout.session" } = {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: mode === "setup" ? null : total,
    amount_total: mode === "setup" ? null : total,
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
    customer_creation: creationOf(input),
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
    mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection:
      mode === "subscription" ? (input.payment_method_collection ?? "always") : "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: allowedTypes(input, currency),
    payment_status: total === 0 && mode !== "subscription" ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: savedMethods(input),
    setup_intent: setup?.id ?? null,
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
    internal: {
      lineItems,
      intentData: intentData(input.payment_intent_data),
      ...(mode === "subscription" ? { sells: subscriptionData(input.subscription_data) } : {}),
    },
    events: [],
  });
  await setTimer(call, id, "session.expire", session.expires_at);
  return session;
}

function refuseForeignToMode(input: NewSession): void {
  const { mode } = input;
  const foreign = (param: keyof NewSession, belongs: string) => {
    if (input[param] !== undefined && mode !== belongs)
      throw invalidRequest(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param });
  };
  foreign("payment_intent_data", "payment");
  foreign("subscription_data", "subscription");
  foreign("setup_intent_data", "setup");
  foreign("payment_method_collection", "subscription");
  if (mode !== "setup" && !input.line_items) throw missingParameter("line_items");
  if (mode === "setup" && input.line_items)
    throw invalidRequest("You can not pass `line_items` in `setup` mode.", { param: "line_items" });
  if (
    mode === "setup" &&
    !input.currency &&
    !input.allowed_payment_method_types &&
    !input.payment_method_types
  )
    throw missingParameter("currency");
}

/** A subscription belongs to somebody. */
function creationOf({ customer, customer_creation, mode }: NewSession) {
  if (customer) return null;
  if (mode === "subscription") return "always";
  return customer_creation ?? "if_required";
}

function savedMethods({ customer, saved_payment_method_options: given }: NewSession) {
  if (!given && !customer) return null;
  return {
    allow_redisplay_filters: given?.allow_redisplay_filters ?? ["always" as const],
    payment_method_remove: null,
    payment_method_save: given?.payment_method_save ?? null,
  };
}

function subscriptionData(given: NewSession["subscription_data"] = {}): SubscriptionData {
  return {
    description: given.description ?? null,
    metadata: mergeMetadata({}, given.metadata),
    trialDays: given.trial_period_days ?? null,
    trialEnd: given.trial_end ?? null,
  };
}

function setupIntent(call: Call, input: NewSession, sessionId: string): Promise<Stripe.SetupIntent> {
  const { description = null, metadata } = input.setup_intent_data ?? {};
  return createSetupIntent(
    call,
    {
      customer: input.customer ?? null,
      description,
      metadata: mergeMetadata({}, metadata),
      payment_method_types: ["card"],
    },
    { sessionId },
  );
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
function allowedTypes(input: NewSession, currency: string | null): string[] {
  // A card is kept, and charged, without anybody waiting for days.
  const debit = input.mode === "payment" ? debitFor(currency ?? "") : undefined;
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
