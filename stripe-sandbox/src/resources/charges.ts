import type Stripe from "stripe";
import { change } from "../events/change.ts";
import { lockObject } from "../store/objects.ts";
import { type Endpoint, listing, post, retrieving } from "../wire/endpoint.ts";
import { metadata, moments, shapeFor, text } from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

const updateShape = shapeFor<Stripe.ChargeUpdateParams>()({ description: text(), metadata: metadata() });

/** https://docs.stripe.com/api/charges: made by payment intents, never directly. */
export const charges: Endpoint[] = [
  retrieving("charge", "/v1/charges/:id"),
  post("/v1/charges/:id", updateShape, async (call, { description, metadata: given }, id) => {
    const { object: charge } = await lockObject(call.db, "charge", id);
    const fields = {
      description: description ?? charge.description,
      metadata: mergeMetadata(charge.metadata, given),
    };
    return change(call, charge, fields, "charge.updated");
  }),
  listing("charge", "/v1/charges", { created: moments(), customer: text(), payment_intent: text() }),
];
