import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { blockRoutes } from "./block-routes.ts";
import { commentRoutes } from "./comment-routes.ts";
import { followRoutes } from "./follow-routes.ts";
import { likeRoutes } from "./like-routes.ts";

export const peopleRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await app.register(commentRoutes.anyone(deps));
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await app.register(followRoutes(deps));
      await app.register(likeRoutes(deps));
      await app.register(commentRoutes.signedIn(deps));
      await app.register(blockRoutes(deps));
    },
};
