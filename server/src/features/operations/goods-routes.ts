import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { restoreProduct, takeDownProduct } from "../catalog/index.ts";
import { getPurchase } from "./get-purchase.ts";
import * as shapes from "./goods-schemas.ts";
import { getProduct, listProducts } from "./list-products.ts";
import { listPurchases } from "./list-purchases.ts";
import { reason } from "./people-schemas.ts";

const tags = ["operations"];
const params = z.object({ id });

export const goodsRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/operations/products",
      {
        schema: {
          tags,
          summary: "All products, in every state",
          querystring: shapes.productsQuery,
          response: { 200: shapes.productsPage },
        },
      },
      async (request) => listProducts(deps, request.query),
    );
    const answersProduct = { response: { 200: shapes.productDetail, 404: problem, 409: problem } };
    app.get(
      "/operations/products/:id",
      { schema: { tags, summary: "A product in any state", params, ...answersProduct } },
      async (request) => getProduct(deps, request.params.id),
    );
    app.post(
      "/operations/products/:id/take-down",
      {
        schema: {
          tags,
          summary: "Take a product out of the shop",
          params,
          body: shapes.takeDown,
          ...answersProduct,
        },
      },
      async (request) => {
        await takeDownProduct(deps, userOf(request), { productId: request.params.id, ...request.body });
        return getProduct(deps, request.params.id);
      },
    );
    app.post(
      "/operations/products/:id/restore",
      { schema: { tags, summary: "Put a product back as it was", params, body: reason, ...answersProduct } },
      async (request) => {
        await restoreProduct(deps, userOf(request), { productId: request.params.id, ...request.body });
        return getProduct(deps, request.params.id);
      },
    );
    app.get(
      "/operations/purchases",
      {
        schema: {
          tags,
          summary: "All orders of the installation",
          querystring: shapes.purchasesQuery,
          response: { 200: shapes.purchasesPage },
        },
      },
      async (request) => listPurchases(deps, request.query),
    );
    app.get(
      "/operations/purchases/:id",
      {
        schema: {
          tags,
          summary: "An order with its money and its deliveries",
          params,
          response: { 200: shapes.purchaseDetail, 404: problem },
        },
      },
      async (request) => getPurchase(deps, request.params.id),
    );
  };
