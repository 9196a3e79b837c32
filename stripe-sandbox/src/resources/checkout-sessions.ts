import { createSession } from "../checkout/create-session.ts";
import { paySession } from "../checkout/pay-session.ts";
import { createSessionShape } from "../checkout/session-parameters.ts";
import { expireOpenSession, lockCurrentSession } from "../checkout/session-state.ts";
import { change } from "../events/change.ts";
import { resolvePaymentMethod } from "../payments/payment-methods.ts";
import type { Reader } from "../sandbox.ts";
import { findObject, getObject } from "../store/objects.ts";
import type { LineItem } from "../store/types.ts";
import { type Endpoint, get, listing, pagination, post } from "../wire/endpoint.ts";
import { cardError, invalidRequest, resourceMissing } from "../wire/errors.ts";
import type { Page } from "../wire/list.ts";
import { choice, type Input, integer, metadata, moments, required, text } from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutSessions: Endpoint[] = [
  post("/v1/checkout/sessions", createSessionShape, createSession),
  get("/v1/checkout/sessions/:id", {}, ({ db }, _, id) => getObject(db, "checkout.session", id)),
  post("/v1/checkout/sessions/:id", { metadata: metadata() }, async (call, { metadata: given }, id) => {
    const { session } = await lockCurrentSession(call, id);
    return change(call, session, { metadata: mergeMetadata(session.metadata, given) });
  }),
  post("/v1/checkout/sessions/:id/expire", {}, (call, _, id) => expireOpenSession(call, id)),
  get("/v1/checkout/sessions/:id/line_items", pagination, pageOfLineItems),
  listing("checkout.session", "/v1/checkout/sessions", {
    created: moments(),
    customer: text(),
    payment_intent: text(),
    subscription: text(),
    status: choice("complete", "expired", "open"),
  }),

  // What Stripe's own page asks of the API. Its command line plays the buyer through these two.
  get("/v1/payment_pages/:id", {}, ({ db }, _, id) => getObject(db, "checkout.session", id)),
  post(
    "/v1/payment_pages/:id/confirm",
    { expected_amount: integer(), payment_method: required(text()) },
    async (call, input, id) => {
      const payment = await paySession(call, id, async (session) => {
        if (input.expected_amount !== undefined && input.expected_amount !== session.amount_total) {
          throw invalidRequest(`The amount is ${session.amount_total}, not ${input.expected_amount}.`, {
            param: "expected_amount",
          });
        }
        return resolvePaymentMethod(call, input.payment_method);
      });
      if (payment.result === "closed")
        throw invalidRequest(`This Checkout Session is ${payment.session.status}.`);
      if (payment.result !== "declined") return payment.session;
      const { code, decline_code, message = "", charge } = payment.error;
      return cardError({
        message,
        code: String(code),
        ...(payment.intent ? { payment_intent: payment.intent } : {}),
        ...(decline_code ? { decline_code } : {}),
        ...(charge ? { charge } : {}),
      });
    },
  ),
];

async function pageOfLineItems(
  { db }: Reader,
  input: Input<typeof pagination>,
  id: string,
): Promise<Page<LineItem>> {
  const found = await findObject(db, "checkout.session", id);
  if (!found) throw resourceMissing("checkout.session", id);
  const items = found.internal.lineItems;
  const { limit = 10, starting_after, ending_before } = input;
  const indexOf = (item: string, param: string) => {
    const index = items.findIndex((candidate) => candidate.id === item);
    if (index < 0) throw resourceMissing("line_item", item, param);
    return index;
  };
  const end = ending_before === undefined ? items.length : indexOf(ending_before, "ending_before");
  const start =
    starting_after === undefined
      ? ending_before === undefined
        ? 0
        : Math.max(0, end - limit)
      : indexOf(starting_after, "starting_after") + 1;
  const data = items.slice(start, Math.min(end, start + limit));
  const has_more = ending_before === undefined ? start + data.length < items.length : start > 0;
  return { object: "list", data, has_more, url: `/v1/checkout/sessions/${id}/line_items` };
}
