import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { arrangeStorefront, getArrangement } from "./arrange-storefront.ts";
import { listSections } from "./list-sections.ts";
import { arrangement, newArrangement, storefrontSection } from "./schemas.ts";

const tags = ["catalog"];

/** How the products of a storefront are grouped: shown to anybody, arranged by its editors. */
export const storefrontRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle/sections",
        {
          schema: {
            tags,
            summary: "The sections of a storefront",
            params: creatorParams,
            response: { 200: z.object({ items: z.array(storefrontSection) }) },
          },
        },
        async (request) => listSections(deps, request.viewer, request.params.handle),
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle/storefront",
        {
          schema: {
            tags,
            summary: "How a storefront is arranged, for its editors",
            params: creatorParams,
            response: { 200: arrangement },
          },
        },
        async (request) => getArrangement(deps, userOf(request), request.params.handle),
      );
      app.put(
        "/creators/:handle/storefront",
        {
          schema: {
            tags,
            summary: "Arrange a storefront",
            params: creatorParams,
            body: newArrangement,
            response: { 200: arrangement },
          },
        },
        async (request) => arrangeStorefront(deps, userOf(request), request.params.handle, request.body),
      );
    },
};
