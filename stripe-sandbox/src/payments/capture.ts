import type Stripe from "stripe";
import { sessionOfIntent } from "../checkout/session-state.ts";
import { change } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { lockObject } from "../store/objects.ts";
import { invalidRequest } from "../wire/errors.ts";
import { chargeCaptured } from "./charges.ts";
import { markSucceeded } from "./confirm.ts";

/** Takes a reserved payment, wholly or up to `wanted`. Refused unless it is reserved, and for more than that. */
export async function capturePayment(
  call: Call,
  intentId: string,
  wanted?: number,
): Promise<Stripe.PaymentIntent> {
  const session = await sessionOfIntent(call, intentId);
  const { object: intent } = await lockObject(call.db, "payment_intent", intentId);
  if (intent.status !== "requires_capture") {
    throw invalidRequest(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}.`,
      {
        code: "payment_intent_unexpected_state",
      },
    );
  }
  const amount = wanted ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw invalidRequest(`At most ${intent.amount_capturable} can be captured.`, {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  }
  const { object: charge } = await lockObject(call.db, "charge", String(intent.latest_charge));
  if (session) await change(call, session, { payment_status: "paid" });
  return markSucceeded(call, intent, await chargeCaptured(call, charge, amount));
}
