import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { userOf } from "../../http/viewer.ts";
import { acceptImageBody, IMAGE_UPLOADS, imageBody } from "../images/index.ts";
import { addCover } from "./add-cover.ts";
import { describeCover } from "./describe-cover.ts";
import { orderCovers } from "./order-covers.ts";
import { removeCover } from "./remove-cover.ts";
import { coverChanges, coverOrder, coverParams, coverQuery, product, productParams } from "./schemas.ts";

const tags = ["catalog"];

/** The covers of a product, for signed-in viewers. */
export const coverRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.put(
      "/products/:id/covers",
      {
        schema: {
          tags,
          summary: "Order the covers",
          params: productParams,
          body: coverOrder,
          response: { 200: product },
        },
      },
      async (request) =>
        orderCovers(deps, userOf(request), {
          productId: request.params.id,
          coverIds: request.body.coverIds,
        }),
    );
    app.delete(
      "/products/:id/covers/:coverId",
      { schema: { tags, summary: "Remove a cover", params: coverParams, response: { 200: product } } },
      async (request) =>
        removeCover(deps, userOf(request), {
          productId: request.params.id,
          coverId: request.params.coverId,
        }),
    );
    app.patch(
      "/products/:id/covers/:coverId",
      {
        schema: {
          tags,
          summary: "Say what a cover shows",
          params: coverParams,
          body: coverChanges,
          response: { 200: product },
        },
      },
      async (request) =>
        describeCover(deps, userOf(request), {
          productId: request.params.id,
          coverId: request.params.coverId,
          alt: request.body.alt,
        }),
    );
    await app.register(uploadRoute(deps));
  };

// In a scope of its own: its body is the picture itself, read only once the use case wants it.
const uploadRoute =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    acceptImageBody(app);
    app.post(
      "/products/:id/covers",
      {
        schema: {
          tags,
          summary: "Add a cover: the picture's bytes as the body, up to 10 MB",
          consumes: ["image/*"],
          params: productParams,
          querystring: coverQuery,
          body: imageBody,
          response: { 201: product },
        },
        config: { bodySeconds: 60 },
      },
      async (request, reply) => {
        const user = userOf(request);
        await limitRate(deps, IMAGE_UPLOADS, user.userId);
        const input = { productId: request.params.id, alt: request.query.alt, body: request.body };
        return reply.code(201).send(await addCover(deps, user, input));
      },
    );
  };
