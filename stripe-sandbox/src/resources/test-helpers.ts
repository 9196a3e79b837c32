import { loseDispute, openDispute, winDispute } from "../payments/disputes.ts";
import { failRefund, succeedRefund } from "../payments/refunds.ts";
import { failPayment, settlePayment } from "../payments/settle.ts";
import { settleTime } from "../timers/settle-time.ts";
import { listDeliveries } from "../webhooks/list-deliveries.ts";
import { rollSecret } from "../webhooks/roll-secret.ts";
import { type Endpoint, get, post } from "../wire/endpoint.ts";
import { choice, flag, integer, text } from "../wire/parameters.ts";

/**
 * What banks, buyers and time do in the real world, for tests and the operator page. These are the sandbox's
 * own, in the place where Stripe keeps its test helpers.
 */
export const testHelpers: Endpoint[] = [
  post("/v1/test_helpers/payment_intents/:id/settle", {}, (call, _, id) => settlePayment(call, id)),
  post("/v1/test_helpers/payment_intents/:id/fail", {}, (call, _, id) => failPayment(call, id)),
  post(
    "/v1/test_helpers/charges/:id/dispute",
    {
      inquiry: flag(),
      reason: choice(
        "duplicate",
        "fraudulent",
        "general",
        "product_not_received",
        "product_unacceptable",
        "unrecognized",
      ),
    },
    (call, { inquiry, reason = "fraudulent" }, id) => openDispute(call, id, { reason, inquiry }),
  ),
  post("/v1/test_helpers/disputes/:id/win", {}, (call, _, id) => winDispute(call, id)),
  post("/v1/test_helpers/disputes/:id/lose", {}, (call, _, id) => loseDispute(call, id)),
  post("/v1/test_helpers/refunds/:id/settle", {}, (call, _, id) => succeedRefund(call, id)),
  post("/v1/test_helpers/refunds/:id/fail", {}, (call, _, id) => failRefund(call, id)),
  post("/v1/test_helpers/webhook_endpoints/:id/roll_secret", {}, (call, _, id) => rollSecret(call, id)),
  post("/v1/test_helpers/tick", {}, async ({ sandbox }) => {
    await settleTime(sandbox);
    return { object: "tick", now: Math.floor(sandbox.now().getTime() / 1000) };
  }),
  get(
    "/v1/test_helpers/webhook_deliveries",
    { event: text(), limit: integer({ min: 1, max: 100 }) },
    async ({ db }, input) => {
      const data = await listDeliveries(db, { limit: input.limit ?? 10, event: input.event });
      return { object: "list", data, has_more: false, url: "/v1/test_helpers/webhook_deliveries" };
    },
  ),
];
