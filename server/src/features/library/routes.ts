import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { getContent } from "./get-content.ts";
import { listLibrary } from "./list-library.ts";
import { content, libraryPage, libraryQuery } from "./schemas.ts";

const tags = ["library"];

export const libraryRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/library",
        {
          schema: { tags, summary: "What I own", querystring: libraryQuery, response: { 200: libraryPage } },
        },
        async (request) => listLibrary(deps, userOf(request), request.query),
      );
      app.get(
        "/library/:idOrSlug",
        {
          schema: {
            tags,
            summary: "A product's files and whether I may have them",
            params: z.object({ idOrSlug: z.string().max(100) }),
            response: { 200: content, 404: problem },
          },
        },
        async (request) => getContent(deps, userOf(request), request.params.idOrSlug),
      );
    },
};
