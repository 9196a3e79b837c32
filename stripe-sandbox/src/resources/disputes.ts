import type Stripe from "stripe";
import { labelDispute, loseDispute, submitEvidence } from "../payments/disputes.ts";
import { getObject } from "../store/objects.ts";
import { type Endpoint, listing, post, retrieving } from "../wire/endpoint.ts";
import { flag, group, metadata, moments, shapeFor, text } from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

const evidence = group(
  shapeFor<Stripe.DisputeUpdateParams.Evidence>()({
    access_activity_log: text(20_000),
    billing_address: text(),
    cancellation_policy_disclosure: text(20_000),
    cancellation_rebuttal: text(20_000),
    customer_email_address: text(),
    customer_name: text(),
    customer_purchase_ip: text(),
    duplicate_charge_explanation: text(20_000),
    duplicate_charge_id: text(),
    product_description: text(20_000),
    refund_policy_disclosure: text(20_000),
    refund_refusal_explanation: text(20_000),
    service_date: text(),
    shipping_address: text(),
    shipping_carrier: text(),
    shipping_date: text(),
    shipping_tracking_number: text(),
    uncategorized_text: text(20_000),
  }),
);

const updateShape = shapeFor<Stripe.DisputeUpdateParams>()({
  evidence,
  metadata: metadata(),
  submit: flag(),
});

/** https://docs.stripe.com/api/disputes: opened by a test card or an operator, answered here. */
export const disputes: Endpoint[] = [
  retrieving("dispute", "/v1/disputes/:id"),
  post(
    "/v1/disputes/:id",
    updateShape,
    async (call, { evidence: given = {}, metadata: labels, submit = true }, id) => {
      const dispute = await getObject(call.db, "dispute", id);
      const merged = mergeMetadata(dispute.metadata, labels);
      if (Object.keys(given).length === 0) return labelDispute(call, id, merged);
      return submitEvidence(call, id, {
        evidence: given as Partial<Stripe.Dispute.Evidence>,
        metadata: merged,
        submit,
      });
    },
  ),
  post("/v1/disputes/:id/close", {}, (call, _, id) => loseDispute(call, id)),
  listing("dispute", "/v1/disputes", { created: moments(), charge: text(), payment_intent: text() }),
];
