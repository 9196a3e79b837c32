import type Stripe from "stripe";
import { change } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { invalidRequest } from "../wire/errors.ts";

/** Cancels an intent, which the caller has locked. Refused once it is paid, under way or canceled. */
export async function cancelIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Promise<Stripe.PaymentIntent> {
  if (["succeeded", "canceled", "processing"].includes(intent.status)) {
    throw invalidRequest(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      {
        code: "payment_intent_unexpected_state",
      },
    );
  }
  const canceled = {
    status: "canceled",
    amount_capturable: 0,
    canceled_at: call.now,
    cancellation_reason: reason,
    next_action: null,
  };
  return change(call, intent, canceled, "payment_intent.canceled");
}
