import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { limitRate, type RateLimit } from "../../http/rate-limit.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { deleteAccount } from "./delete-account.ts";
import { exportAccount } from "./export-account.ts";

const tags = ["identity"];
const EXPORTS: RateLimit = { name: "export", max: 10, seconds: 3600 };

export const accountRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/me/export",
        {
          schema: {
            tags,
            summary: "Everything stored about me, as one JSON file",
            produces: ["application/json"],
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, EXPORTS, user.userId);
          return reply
            .header("content-type", "application/json; charset=utf-8")
            .header("content-disposition", 'attachment; filename="my-data.json"')
            .header("cache-control", "private, no-store")
            .send(Readable.from(exportAccount(deps, user)));
        },
      );

      app.post(
        "/me/delete",
        {
          schema: {
            tags,
            summary: "Delete my account",
            description: "Purchases and ledger are kept without the person; creators of a sole owner close.",
            body: z.strictObject({ password: z.string().min(1).max(200), confirm: z.literal("delete") }),
            response: { 204: z.null(), 400: problem, 409: problem },
          },
        },
        async (request, reply) => {
          await deleteAccount(deps, userOf(request), request.body.password);
          return reply.code(204).send(null);
        },
      );
    },
};
