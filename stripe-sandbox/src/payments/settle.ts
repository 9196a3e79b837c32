import type Stripe from "stripe";
import { concludeInvoice, lockInvoiceOf } from "../billing/collect.ts";
import { sessionOfIntent, sessionPaid, sessionPaymentFailed } from "../checkout/session-state.ts";
import type { Call } from "../sandbox.ts";
import { lockObject } from "../store/objects.ts";
import { invalidRequest } from "../wire/errors.ts";
import { chargeBounced, chargeSettled } from "./charges.ts";
import { markFailed, markSucceeded } from "./confirm.ts";

/** The money of a delayed payment arrives. Refused unless the payment is under way. */
export async function settlePayment(call: Call, intentId: string): Promise<Stripe.PaymentIntent> {
  const { session, invoice, intent, charge } = await lockProcessing(call, intentId);
  const settled = await chargeSettled(call, charge);
  const paid = await markSucceeded(call, intent, settled);
  if (session) await sessionPaid(call, session);
  if (invoice)
    await concludeInvoice(
      call,
      invoice,
      { result: "succeeded", intent: paid, charge: settled },
      { extra: false },
    );
  return paid;
}

/** The bank sends a delayed payment back. Refused unless the payment is under way. */
export async function failPayment(call: Call, intentId: string): Promise<Stripe.PaymentIntent> {
  const { session, invoice, intent, charge } = await lockProcessing(call, intentId);
  const message = "The customer's account has insufficient funds to cover this payment.";
  await chargeBounced(call, charge, message);
  const error: Stripe.PaymentIntent.LastPaymentError = {
    charge: charge.id,
    code: "payment_intent_payment_attempt_failed",
    message,
    type: "card_error",
  };
  const failed = await markFailed(call, intent, error);
  if (session) await sessionPaymentFailed(call, session);
  if (invoice)
    await concludeInvoice(call, invoice, { result: "declined", intent: failed, error }, { extra: false });
  return failed;
}

/** Locks in the order every payment does: session, subscription and invoice, intent, charge. */
async function lockProcessing(call: Call, intentId: string) {
  const session = await sessionOfIntent(call, intentId);
  const invoice = await lockInvoiceOf(call, intentId);
  const { object: intent } = await lockObject(call.db, "payment_intent", intentId);
  if (intent.status !== "processing") {
    throw invalidRequest(
      `This PaymentIntent's status is ${intent.status}; only one that is processing can be settled.`,
      {
        code: "payment_intent_unexpected_state",
      },
    );
  }
  const { object: charge } = await lockObject(call.db, "charge", String(intent.latest_charge));
  return { session, invoice, intent, charge };
}
