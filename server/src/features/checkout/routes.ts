import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { getPurchase } from "./get-purchase.ts";
import { listAllSales, listSales } from "./list-sales.ts";
import { orderRoute } from "./order-route.ts";
import { purchaseEventsRoute } from "./purchase-events-route.ts";
import { refundPurchase } from "./refund-purchase.ts";
import { allSalesPage, purchase, refund, salesPage, salesQuery } from "./schemas.ts";

const params = z.object({ id });

export const checkoutRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await app.register(orderRoute(deps));
      await app.register(purchaseEventsRoute(deps));

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
            response: { 200: purchase, 400: problem, 404: problem, 409: problem },
          },
        },
        async (request) => {
          const user = userOf(request);
          const purchaseId = request.params.id;
          await refundPurchase(deps, user, { ...request.body, purchaseId });
          return getPurchase(deps, user, { purchaseId, confirm: false });
        },
      );

      app.get(
        "/creators/:handle/sales",
        {
          schema: {
            tags: ["checkout"],
            summary: "A creator's orders",
            params: creatorParams,
            querystring: salesQuery,
            response: { 200: salesPage, 404: problem },
          },
        },
        async (request) =>
          listSales(deps, userOf(request), { ...request.query, handle: request.params.handle }),
      );
    },

  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/operations/purchases",
        {
          schema: {
            tags: ["operations"],
            summary: "All orders of the installation",
            querystring: salesQuery,
            response: { 200: allSalesPage },
          },
        },
        async (request) => listAllSales(deps, request.query),
      );
    },
};
