import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { getHome } from "./get-home.ts";
import { home, homeQuery } from "./schemas.ts";

export const studioRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle/home",
        {
          schema: {
            tags: ["studio"],
            summary: "What matters to a creator today",
            params: creatorParams,
            querystring: homeQuery,
            response: { 200: home, 404: problem },
          },
        },
        async (request) =>
          getHome(deps, userOf(request), { ...request.query, handle: request.params.handle }),
      );
    },
};
