import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { followRoutes } from "./follow-routes.ts";

export const peopleRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await app.register(followRoutes(deps));
    },
};
