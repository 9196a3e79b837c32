import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { adultRoute } from "./adult-route.ts";
import { getPage, listPages } from "./get-page.ts";
import { pageChange, pageParams, sitePage } from "./schemas.ts";
import { writePage } from "./write-page.ts";

export const siteRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await app.register(adultRoute(deps));
      app.get(
        "/site/pages/:slug",
        {
          schema: {
            tags: ["site"],
            summary: "One of the site's own pages",
            params: pageParams,
            response: { 200: sitePage },
          },
        },
        async (request) => getPage(deps, request.params.slug),
      );
    },

  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      const tags = ["operations"];
      app.get(
        "/operations/pages",
        {
          schema: {
            tags,
            summary: "The site's own pages",
            response: { 200: z.object({ items: z.array(sitePage) }) },
          },
        },
        async () => ({ items: await listPages(deps) }),
      );
      app.put(
        "/operations/pages/:slug",
        {
          schema: {
            tags,
            summary: "Write one of the site's own pages",
            params: pageParams,
            body: pageChange,
            response: { 200: sitePage, 409: problem },
          },
        },
        async (request) => writePage(deps, userOf(request), request.params.slug, request.body),
      );
    },
};
