import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { networkOf } from "../../http/address.ts";
import { linkFor } from "../../http/own-origin.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { empty, id, problem, time } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { createDownload } from "./create-download.ts";

const newDownload = z
  .object({ id, url: z.url(), expiresAt: time })
  .meta({ id: "NewDownload", description: "A link for this viewer only; to be started before expiresAt" });

export const deliveryRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.post(
        "/files/:id/downloads",
        {
          schema: {
            tags: ["delivery"],
            summary: "Get a link to a file",
            params: z.object({ id }),
            body: empty.nullish(),
            response: { 201: newDownload, 403: problem, 404: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, { name: "tickets", max: 600, seconds: 60 }, user.userId);
          reply.code(201);
          const download = await createDownload(deps, user, {
            fileId: request.params.id,
            address: networkOf(request, deps.config.TRUSTED_PROXIES),
            userAgent: request.headers["user-agent"] ?? null,
          });
          return { ...download, url: linkFor(request, deps.config.BASE_URL, download.url) };
        },
      );
    },
};
