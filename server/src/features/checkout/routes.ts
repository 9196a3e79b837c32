import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { LIMITS } from "../../http/limits.ts";
import { limitRate, limitRequest } from "../../http/rate-limit.ts";
import { empty, id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { findSavedCard } from "./find-saved-card.ts";
import { getPurchase } from "./get-purchase.ts";
import { orderRoute } from "./order-route.ts";
import { purchaseEventsRoute } from "./purchase-events-route.ts";
import { refundPurchase } from "./refund-purchase.ts";
import { resendReceipt } from "./resend-receipt.ts";
import { ruleAccess } from "./rule-access.ts";
import { purchase, refund, ruling, savedCard } from "./schemas.ts";

const params = z.object({ id });
/** Of one person about one purchase: nobody thinks better of it more often. */
const RULINGS = { name: "purchase-rulings", max: 10, seconds: 3600 };

export const checkoutRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await app.register(orderRoute(deps));
      await app.register(purchaseEventsRoute(deps));

      app.get(
        "/saved-card",
        {
          schema: {
            tags: ["checkout"],
            summary: "The card I keep, as it is charged when I unlock something",
            response: { 200: savedCard, 429: problem, 502: problem },
          },
        },
        async (request) => {
          const user = userOf(request);
          await limitRate(deps, { name: "saved-card", max: 30, seconds: 60 }, user.userId);
          return { card: await findSavedCard(deps, user) };
        },
      );

      app.get(
        "/purchases/:id",
        {
          schema: {
            tags: ["checkout"],
            summary: "A purchase and its status",
            params,
            querystring: z.object({
              confirm: z.enum(["0", "1"]).default("0").describe("1: ask the payment provider now"),
            }),
            response: { 200: purchase, 404: problem },
          },
        },
        async (request) => {
          const input = { purchaseId: request.params.id, confirm: request.query.confirm === "1" };
          return getPurchase(deps, userOf(request), input);
        },
      );

      app.post(
        "/purchases/:id/refund",
        {
          schema: {
            tags: ["checkout"],
            summary: "Give money back",
            params,
            body: refund.nullish(),
            response: { 200: purchase, 400: problem, 404: problem, 409: problem, 429: problem },
          },
        },
        async (request) => {
          const user = userOf(request);
          const purchaseId = request.params.id;
          await limitRequest(deps, request, LIMITS.rulings);
          await refundPurchase(deps, user, { ...request.body, purchaseId });
          return getPurchase(deps, user, { purchaseId, confirm: false });
        },
      );

      for (const [action, verdict, summary] of [
        ["revoke", "revoked", "Take the buyer's access away"],
        ["restore", "restored", "Give back access that was taken away by hand"],
      ] as const) {
        app.post(
          `/purchases/:id/${action}`,
          {
            schema: {
              tags: ["checkout"],
              summary,
              params,
              body: ruling,
              response: { 200: purchase, 403: problem, 404: problem, 409: problem, 429: problem },
            },
          },
          async (request) => {
            const user = userOf(request);
            const purchaseId = request.params.id;
            await limitRequest(deps, request, LIMITS.rulings);
            await limitRate(deps, RULINGS, `${user.userId}:${purchaseId}`);
            await ruleAccess(deps, user, { purchaseId, verdict, reason: request.body.reason });
            return getPurchase(deps, user, { purchaseId, confirm: false });
          },
        );
      }

      app.post(
        "/purchases/:id/receipt",
        {
          schema: {
            tags: ["checkout"],
            summary: "Mail the buyer the receipt again",
            params,
            body: empty.nullish(),
            response: { 204: z.null(), 404: problem, 409: problem, 429: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          const { id: purchaseId } = request.params;
          await limitRate(deps, { name: "receipt", max: 3, seconds: 3600 }, `${user.userId}:${purchaseId}`);
          await resendReceipt(deps, user, purchaseId);
          return reply.code(204).send(null);
        },
      );
    },
};
