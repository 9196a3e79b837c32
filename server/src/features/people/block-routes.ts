import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { blockFan, listBlocks, unblockFan } from "./block-fan.ts";
import * as shapes from "./schemas.ts";

const tags = ["people"];
const params = creatorParams.extend({ userId: id });
/** Each change is kept in the trail for ever. */
const BLOCKS = { name: "blocks", max: 200, seconds: 3600 };
const done = { 204: z.null(), 403: problem, 404: problem, 409: problem };

export const blockRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/creators/:handle/blocks",
      {
        schema: {
          tags,
          summary: "Whom a creator has shut out",
          params: creatorParams,
          querystring: shapes.blocksQuery,
          response: { 200: shapes.blocksPage, 403: problem, 404: problem },
        },
      },
      async (request) => listBlocks(deps, userOf(request), { ...request.query, ...request.params }),
    );
    app.put(
      "/creators/:handle/blocks/:userId",
      {
        schema: {
          tags,
          summary: "Shut somebody out",
          description: "What they paid for stays open to them; nothing more is charged.",
          params,
          body: shapes.newBlock,
          response: done,
        },
      },
      async (request, reply) => {
        await limitRate(deps, BLOCKS, userOf(request).userId);
        await blockFan(deps, userOf(request), { ...request.params, ...request.body });
        return reply.code(204).send(null);
      },
    );
    app.delete(
      "/creators/:handle/blocks/:userId",
      { schema: { tags, summary: "Let somebody in again", params, response: done } },
      async (request, reply) => {
        await limitRate(deps, BLOCKS, userOf(request).userId);
        await unblockFan(deps, userOf(request), request.params);
        return reply.code(204).send(null);
      },
    );
  };
