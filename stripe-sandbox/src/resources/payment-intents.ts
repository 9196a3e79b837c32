import type Stripe from "stripe";
import { concludeInvoice, lockInvoiceOf } from "../billing/collect.ts";
import { sessionIdOf } from "../checkout/session-state.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change } from "../events/change.ts";
import { cancelIntent } from "../payments/cancel.ts";
import { capturePayment } from "../payments/capture.ts";
import { afterPayment, attemptPayment } from "../payments/confirm.ts";
import { createIntent } from "../payments/intents.ts";
import { tooSmall } from "../payments/least-amount.ts";
import { attach, resolvePaymentMethod } from "../payments/payment-methods.ts";
import type { Call } from "../sandbox.ts";
import { getObject, lockObject, saveInternal } from "../store/objects.ts";
import type { Invoice } from "../store/types.ts";
import { type Endpoint, listing, type Outcome, post, retrieving } from "../wire/endpoint.ts";
import { cardError, invalidRequest } from "../wire/errors.ts";
import {
  amount,
  choice,
  currency,
  email,
  flag,
  group,
  integer,
  list,
  metadata,
  moments,
  required,
  shapeFor,
  text,
  unsettable,
  webAddress,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";
import { fullShipping, shippingShape } from "./shapes.ts";

const debits = ["card", "us_bank_account", "sepa_debit", "bacs_debit"] as const;

const createShape = {
  ...shapeFor<Stripe.PaymentIntentCreateParams>()({
    allowed_payment_method_types: list(choice(...debits)),
    amount: required(amount()),
    automatic_payment_methods: group({
      allow_redirects: choice("always", "never"),
      enabled: required(flag()),
    }),
    capture_method: choice("automatic", "automatic_async", "manual"),
    confirm: flag(),
    confirmation_method: choice("automatic", "manual"),
    currency: required(currency()),
    customer: text(),
    description: text(),
    mandate_data: group({
      customer_acceptance: required(
        group({ accepted_at: integer(), offline: group({}), type: required(choice("offline", "online")) }),
      ),
    }),
    metadata: metadata(),
    off_session: flag(),
    payment_method: text(),
    receipt_email: unsettable(email()),
    return_url: webAddress(),
    setup_future_usage: choice("off_session", "on_session"),
    shipping: group(shippingShape),
    statement_descriptor: text(22),
    statement_descriptor_suffix: text(22),
  }),
  // Older versions' name of allowed_payment_method_types; Stripe's command line still sends it.
  payment_method_types: list(choice(...debits)),
};

const confirmShape = shapeFor<Stripe.PaymentIntentConfirmParams>()({
  off_session: flag(),
  payment_method: text(),
  receipt_email: unsettable(email()),
  return_url: webAddress(),
});

const updateShape = shapeFor<Stripe.PaymentIntentUpdateParams>()({
  description: text(),
  metadata: metadata(),
  payment_method: text(),
  receipt_email: unsettable(email()),
});

/** https://docs.stripe.com/api/payment_intents */
export const paymentIntents: Endpoint[] = [
  post("/v1/payment_intents", createShape, async (asked, input) => {
    const customer = input.customer
      ? await getObject(asked.db, "customer", input.customer, "customer")
      : undefined;
    const call = await byClockOf(asked, customer ?? {});
    const refusal = tooSmall(input.amount, input.currency, "amount");
    if (refusal) throw refusal;
    const types = input.allowed_payment_method_types ?? input.payment_method_types;
    const intent = await createIntent(
      call,
      {
        allowed_payment_method_types: input.allowed_payment_method_types ?? null,
        amount: input.amount,
        automatic_payment_methods: types ? null : { allow_redirects: "always", enabled: true },
        capture_method: input.capture_method ?? "automatic_async",
        confirmation_method: input.confirmation_method ?? "automatic",
        currency: input.currency,
        customer: input.customer ?? null,
        description: input.description ?? null,
        metadata: mergeMetadata({}, input.metadata),
        payment_method_types: types ?? ["card"],
        receipt_email: input.receipt_email ?? null,
        setup_future_usage: input.setup_future_usage ?? null,
        shipping: input.shipping ? fullShipping(input.shipping) : null,
        statement_descriptor: input.statement_descriptor ?? null,
        statement_descriptor_suffix: input.statement_descriptor_suffix ?? null,
      },
      { returnUrl: input.return_url ?? null },
    );
    if (input.confirm) return confirm(call, intent, input);
    if (input.off_session)
      throw invalidRequest("The parameter `off_session` can only be passed when `confirm` is true.", {
        param: "off_session",
      });
    return input.payment_method ? prepare(call, intent, input.payment_method) : intent;
  }),
  retrieving("payment_intent", "/v1/payment_intents/:id"),
  post(
    "/v1/payment_intents/:id",
    updateShape,
    async (call, { metadata: given, payment_method, ...input }, id) => {
      const { object: intent } = await lockObject(call.db, "payment_intent", id);
      const updated = await change(call, intent, {
        ...input,
        metadata: mergeMetadata(intent.metadata, given),
      });
      return payment_method ? prepare(call, updated, payment_method) : updated;
    },
  ),
  post("/v1/payment_intents/:id/confirm", confirmShape, async (call, input, id) => {
    await refuseIfCheckouts(call, id, "confirm");
    const invoice = await lockInvoiceOf(call, id);
    const { object: intent, internal } = await lockObject(call.db, "payment_intent", id);
    if (input.return_url)
      await saveInternal<"payment_intent">(call.db, id, { ...internal, returnUrl: input.return_url });
    return confirm(call, intent, input, invoice);
  }),
  post(
    "/v1/payment_intents/:id/capture",
    { amount_to_capture: amount() },
    (call, { amount_to_capture }, id) => capturePayment(call, id, amount_to_capture),
  ),
  post(
    "/v1/payment_intents/:id/cancel",
    { cancellation_reason: choice("abandoned", "duplicate", "fraudulent", "requested_by_customer") },
    async (call, { cancellation_reason }, id) => {
      await refuseIfCheckouts(call, id, "cancel");
      const { object: intent } = await lockObject(call.db, "payment_intent", id);
      return cancelIntent(call, intent, cancellation_reason ?? null);
    },
  ),
  listing("payment_intent", "/v1/payment_intents", { created: moments(), customer: text() }),
];

/** While a Checkout Session is open, its intent is the page's business. */
async function refuseIfCheckouts({ db }: Call, id: string, what: string): Promise<void> {
  const session = await sessionIdOf(db, id);
  if (!session || (await getObject(db, "checkout.session", session)).status !== "open") return;
  throw invalidRequest(
    `You cannot ${what} the PaymentIntent of a Checkout Session. Expire the session instead.`,
    {
      code: "payment_intent_unexpected_state",
    },
  );
}

/** Remembers what to pay with, without paying. */
async function prepare(
  call: Call,
  intent: Stripe.PaymentIntent,
  methodId: string,
): Promise<Stripe.PaymentIntent> {
  if (!["requires_payment_method", "requires_confirmation"].includes(intent.status))
    throw unexpectedState(intent, "given a payment method");
  const { method } = await resolvePaymentMethod(call, methodId);
  return change(call, intent, { payment_method: method.id, status: "requires_confirmation" });
}

async function confirm(
  call: Call,
  intent: Stripe.PaymentIntent,
  { payment_method: methodId, off_session = false }: { payment_method?: string; off_session?: boolean },
  invoice?: Invoice,
): Promise<Outcome> {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
    throw unexpectedState(intent, "confirmed");
  const chosen = methodId ?? (intent.payment_method as string | null);
  if (!chosen) {
    throw invalidRequest("You cannot confirm this PaymentIntent because it's missing a payment method.", {
      code: "payment_intent_unexpected_state",
    });
  }
  const means = await resolvePaymentMethod(call, chosen);
  if (!intent.payment_method_types.includes(means.method.type)) {
    throw invalidRequest(
      `The payment method type ${means.method.type} is not allowed for this PaymentIntent.`,
      { param: "payment_method" },
    );
  }
  refuseStrangersMethod(intent, means.method, off_session);
  const mode = off_session ? "off_session" : "present";
  const attempt = await attemptPayment(call, intent, means, { mode });
  if (invoice && attempt.result !== "requires_action")
    await concludeInvoice(await byClockOf(call, invoice), invoice, attempt, { extra: true });
  else if (attempt.result === "succeeded" && intent.setup_future_usage && intent.customer)
    await attach(call, means, String(intent.customer));
  await afterPayment(call, attempt, means.instrument);
  if (attempt.result !== "declined") return attempt.intent;
  const { code, decline_code, message = "", charge } = attempt.error;
  return cardError({
    message,
    code: String(code),
    payment_intent: attempt.intent,
    payment_method: means.method,
    ...(decline_code ? { decline_code } : {}),
    ...(charge ? { charge } : {}),
  });
}

/** What a customer keeps is theirs alone, and without them nothing else can be charged. */
function refuseStrangersMethod(
  { customer }: Stripe.PaymentIntent,
  { id, customer: owner }: Stripe.PaymentMethod,
  offSession: boolean,
): void {
  if (owner === customer || (owner === null && !offSession)) return;
  const belongs = owner === null ? "does not belong to a Customer" : `belongs to the Customer ${owner}`;
  throw invalidRequest(
    `The provided PaymentMethod ${id} ${belongs}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
    { param: "payment_method" },
  );
}

function unexpectedState({ status }: Stripe.PaymentIntent, done: string) {
  return invalidRequest(`This PaymentIntent could not be ${done} because it has a status of ${status}.`, {
    code: "payment_intent_unexpected_state",
  });
}
