import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { empty, id, problem, typed } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { suspendCreator, suspendUser } from "./suspend.ts";

const KINDS = [
  { noun: "users", change: suspendUser },
  { noun: "creators", change: suspendCreator },
] as const;
const done = z.object({ suspended: z.boolean() });

export const operationsRoutes = {
  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      for (const { noun, change } of KINDS) {
        const shared = {
          tags: ["operations"],
          params: z.object({ id }),
          response: { 200: done, 404: problem },
        };
        app.post(
          `/operations/${noun}/:id/suspend`,
          {
            schema: {
              ...shared,
              summary: `Suspend one of the ${noun}`,
              body: z.strictObject({ reason: typed(500).min(1) }),
            },
          },
          async (request) => {
            await change(deps, userOf(request), {
              id: request.params.id,
              suspended: true,
              reason: request.body.reason,
            });
            return { suspended: true };
          },
        );
        app.post(
          `/operations/${noun}/:id/restore`,
          { schema: { ...shared, summary: `Let one of the ${noun} back in`, body: empty.nullish() } },
          async (request) => {
            await change(deps, userOf(request), { id: request.params.id, suspended: false, reason: null });
            return { suspended: false };
          },
        );
      }
    },
};
