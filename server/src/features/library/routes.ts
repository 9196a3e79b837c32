import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { countryOf } from "../../http/address.ts";
import { askerOf } from "../../http/asker.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { getContent } from "./get-content.ts";
import { getFileAccess } from "./get-file-access.ts";
import { listLibrary } from "./list-library.ts";
import { content, fileAccess, libraryPage, libraryQuery } from "./schemas.ts";

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
        async (request) =>
          getContent(deps, userOf(request), { ...request.params, country: countryOf(deps, request) }),
      );
      app.get(
        "/files/:id/access",
        {
          schema: {
            tags,
            summary: "Whether I may have a file, and if not, why and what it belongs to",
            params: z.object({ id }),
            response: { 200: fileAccess, 404: problem },
          },
        },
        async (request) => getFileAccess(deps, askerOf(deps, request), request.params.id),
      );
    },
};
