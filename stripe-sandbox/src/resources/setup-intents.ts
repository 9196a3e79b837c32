import { type Endpoint, listing, retrieving } from "../wire/endpoint.ts";
import { moments, text } from "../wire/parameters.ts";

/** https://docs.stripe.com/api/setup_intents: made by checkout sessions and the portal. */
export const setupIntents: Endpoint[] = [
  retrieving("setup_intent", "/v1/setup_intents/:id"),
  listing("setup_intent", "/v1/setup_intents", {
    created: moments(),
    customer: text(),
    payment_method: text(),
  }),
];
