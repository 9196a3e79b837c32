import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { tracedList, traceQuery } from "./schemas.ts";
import { traceAnyMark, traceMark } from "./trace-mark.ts";

const TRACES = { name: "trace-watermark", max: 60, seconds: 3600 };

export const mediaRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle/watermarks",
        {
          schema: {
            tags: ["media"],
            summary: "To whom my picture with this code was shown",
            params: creatorParams,
            querystring: traceQuery,
            response: { 200: tracedList, 403: problem, 404: problem },
          },
        },
        async (request) => {
          const user = userOf(request);
          await limitRate(deps, TRACES, user.userId);
          return traceMark(deps, user, { ...request.params, ...request.query });
        },
      );
    },

  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/operations/watermarks",
        {
          schema: {
            tags: ["operations"],
            summary: "To whom a picture with this code was shown",
            querystring: traceQuery,
            response: { 200: tracedList },
          },
        },
        async (request) => traceAnyMark(deps, userOf(request), request.query.code),
      );
    },
};
