import type Stripe from "stripe";
import { change } from "../events/change.ts";
import { refundCharge } from "../payments/refunds.ts";
import type { Call } from "../sandbox.ts";
import { getObject, lockObject } from "../store/objects.ts";
import { type Endpoint, listing, post, retrieving } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import { amount, choice, metadata, moments, shapeFor, text } from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

const createShape = shapeFor<Stripe.RefundCreateParams>()({
  amount: amount(),
  charge: text(),
  metadata: metadata(),
  payment_intent: text(),
  reason: choice("duplicate", "fraudulent", "requested_by_customer"),
});

/** https://docs.stripe.com/api/refunds */
export const refunds: Endpoint[] = [
  post("/v1/refunds", createShape, async (call, { charge, payment_intent, metadata: given, ...order }) => {
    const paidBy = charge ?? (await chargeOf(call, payment_intent));
    return refundCharge(call, { ...order, charge: paidBy, metadata: mergeMetadata({}, given) });
  }),
  retrieving("refund", "/v1/refunds/:id"),
  post("/v1/refunds/:id", { metadata: metadata() }, async (call, { metadata: given }, id) => {
    const { object: refund } = await lockObject(call.db, "refund", id);
    const fields = { metadata: mergeMetadata(refund.metadata, given) };
    return change(call, refund, fields, "refund.updated", "charge.refund.updated");
  }),
  listing("refund", "/v1/refunds", { created: moments(), charge: text(), payment_intent: text() }),
];

async function chargeOf(call: Call, intentId: string | undefined): Promise<string> {
  if (intentId === undefined) {
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
      {
        code: "parameter_missing",
      },
    );
  }
  const intent = await getObject(call.db, "payment_intent", intentId, "payment_intent");
  if (typeof intent.latest_charge === "string" && intent.status === "succeeded") return intent.latest_charge;
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    param: "payment_intent",
  });
}
