import type Stripe from "stripe";
import { change } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { setTimer } from "../timers/set-timer.ts";
import { authenticationAddress } from "./authentication-address.ts";
import { chargeApproved, chargeDeclined, chargePending } from "./charges.ts";
import { openDispute } from "./disputes.ts";
import { authenticationRequired, type Decline, type Instrument } from "./instruments.ts";
import { type Means, rememberSetUp } from "./payment-methods.ts";

/** What became of an attempt to pay. All but `declined` leave the intent in the state Stripe names it. */
export type Attempt =
  | { result: "succeeded" | "reserved" | "processing"; intent: Stripe.PaymentIntent; charge: Stripe.Charge }
  | { result: "requires_action"; intent: Stripe.PaymentIntent }
  | { result: "declined"; intent: Stripe.PaymentIntent; error: Stripe.PaymentIntent.LastPaymentError };

/**
 * Tries to pay an intent, which the caller has locked and found unpaid, with a payment method. Set
 * `authenticated` once the buyer has said yes on the bank's page. In the mode `off_session` nobody is there to ask,
 * which is a refusal; an `invoice` waits for its customer.
 */
export async function attemptPayment(
  call: Call,
  unpaid: Stripe.PaymentIntent,
  means: Means,
  { authenticated = false, mode = "present" }: { authenticated?: boolean; mode?: PaymentMode } = {},
): Promise<Attempt> {
  const { method, instrument } = means;
  const intent = { ...unpaid, payment_method: method.id, last_payment_error: null, next_action: null };
  if (asksOwner(means, mode) && !authenticated) {
    if (mode === "off_session") return decline(call, intent, means, authenticationRequired);
    return askForAuthentication(call, intent);
  }
  if (unpaid.setup_future_usage === "off_session" && !instrument.declines)
    await rememberSetUp(call, method.id);
  if (instrument.declines) return decline(call, intent, means, instrument.declines);
  if (instrument.type !== "card") return startDebit(call, intent, means);

  const capture = intent.capture_method !== "manual";
  const charge = await chargeApproved(call, { intent, ...means }, { capture });
  if (!capture) {
    const reserved = await change(
      call,
      intent,
      { status: "requires_capture", amount_capturable: charge.amount, latest_charge: charge.id },
      "payment_intent.amount_capturable_updated",
    );
    return { result: "reserved", intent: reserved, charge };
  }
  return { result: "succeeded", intent: await markSucceeded(call, intent, charge), charge };
}

export type PaymentMode = "present" | "off_session" | "invoice";

/** Some banks are content with having been asked once, others want to be asked each time. */
function asksOwner({ instrument, setUp }: Means, mode: PaymentMode): boolean {
  if (instrument.authenticates === "until_set_up") return mode === "present" || !setUp;
  return instrument.authenticates !== undefined;
}

/** The intent is paid by this charge. */
export function markSucceeded(
  call: Call,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): Promise<Stripe.PaymentIntent> {
  const paid = {
    status: "succeeded",
    amount_capturable: 0,
    amount_received: charge.amount_captured,
    latest_charge: charge.id,
    processing: null,
  };
  return change(call, intent, paid, "payment_intent.succeeded");
}

/** The attempt failed; the intent waits for another payment method. */
export function markFailed(
  call: Call,
  intent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
): Promise<Stripe.PaymentIntent> {
  const failed = {
    status: "requires_payment_method",
    last_payment_error: error,
    latest_charge: error.charge ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    processing: null,
  };
  return change(call, intent, failed, "payment_intent.payment_failed");
}

/** What follows a payment with some test cards: the bank wants the money back. Call it when all else is announced. */
export async function afterPayment(call: Call, attempt: Attempt, instrument: Instrument): Promise<void> {
  if (attempt.result === "succeeded" && instrument.disputes)
    await openDispute(call, attempt.charge.id, instrument.disputes);
}

async function askForAuthentication(call: Call, intent: Stripe.PaymentIntent): Promise<Attempt> {
  const url = authenticationAddress(call.sandbox, intent);
  const next_action = { type: "redirect_to_url", redirect_to_url: { return_url: null, url } };
  const waiting = await change(
    call,
    intent,
    { status: "requires_action", next_action },
    "payment_intent.requires_action",
  );
  return { result: "requires_action", intent: waiting };
}

async function decline(
  call: Call,
  intent: Stripe.PaymentIntent,
  means: Means,
  reason: Decline,
): Promise<Attempt> {
  const charge = await chargeDeclined(call, { intent, ...means }, reason);
  const error: Stripe.PaymentIntent.LastPaymentError = {
    ...reason,
    charge: charge.id,
    doc_url: `https://docs.stripe.com/error-codes/${reason.code.replaceAll("_", "-")}`,
    payment_method: means.method,
    type: "card_error",
  };
  return { result: "declined", intent: await markFailed(call, intent, error), error };
}

async function startDebit(call: Call, intent: Stripe.PaymentIntent, means: Means): Promise<Attempt> {
  const charge = await chargePending(call, { intent, ...means });
  const { settles } = means.instrument;
  if (settles) {
    const action = settles.how === "arrives" ? "payment.settle" : "payment.fail";
    await setTimer(call, intent.id, action, call.now + settles.seconds);
  }
  const fields = { status: "processing", latest_charge: charge.id, processing: null };
  return {
    result: "processing",
    intent: await change(call, intent, fields, "payment_intent.processing"),
    charge,
  };
}
