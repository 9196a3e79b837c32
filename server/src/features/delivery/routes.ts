import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { countryOf, networkOf } from "../../http/address.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { LIMITS } from "../../http/limits.ts";
import { linkFor } from "../../http/own-origin.ts";
import { limitRequest } from "../../http/rate-limit.ts";
import { empty, id, problem, time } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { downloadMaker } from "./create-download.ts";
import { createView } from "./create-view.ts";
import { resetDownloads } from "./reset-downloads.ts";

const newDownload = z
  .object({ id, url: z.url(), expiresAt: time })
  .meta({ id: "NewDownload", description: "A link for this viewer only; to be started before expiresAt" });
const newView = z
  .object({ id, url: z.url(), contentType: z.string(), expiresAt: time })
  .meta({ id: "NewView", description: "A link to show or play the file in a page, for this viewer only" });

export const deliveryRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await acceptForms(app);
      const createDownload = downloadMaker(deps);
      app.post(
        "/files/:id/downloads",
        {
          schema: {
            tags: ["delivery"],
            summary: "Get a link to a file",
            description:
              "A page's form (application/x-www-form-urlencoded) is answered with 303: to the link, or to the page that says what is in the way.",
            params: z.object({ id }),
            body: empty.nullish(),
            response: { 201: newDownload, 403: problem, 404: problem, 451: problem },
          },
          config: { refusedForm: deniedPage, countsItself: true },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRequest(deps, request, LIMITS.tickets);
          const download = await createDownload(user, {
            fileId: request.params.id,
            address: networkOf(request, deps.config.TRUSTED_PROXIES),
            userAgent: request.headers["user-agent"] ?? null,
            country: countryOf(deps, request),
          });
          const url = linkFor(request, deps.config.BASE_URL, download.url);
          if (isForm(request)) return reply.redirect(url, 303);
          return reply.code(201).send({ ...download, url });
        },
      );
      app.post(
        "/files/:id/views",
        {
          schema: {
            tags: ["delivery"],
            summary: "Get a link that shows or plays a file in a page",
            description:
              "For images, audio and video, by what their bytes are. It works for this viewer until expiresAt, as often as needed; get another before then.",
            params: z.object({ id }),
            body: empty.nullish(),
            response: { 201: newView, 403: problem, 404: problem, 415: problem, 451: problem },
          },
          config: { countsItself: true },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRequest(deps, request, LIMITS.views);
          const view = await createView(deps, user, {
            fileId: request.params.id,
            address: networkOf(request, deps.config.TRUSTED_PROXIES),
            userAgent: request.headers["user-agent"] ?? null,
            country: countryOf(deps, request),
          });
          return reply.code(201).send({ ...view, url: linkFor(request, deps.config.BASE_URL, view.url) });
        },
      );
      app.post(
        "/purchases/:id/downloads/reset",
        {
          schema: {
            tags: ["delivery"],
            summary: "Let the buyer download everything of it anew",
            params: z.object({ id }),
            body: empty.nullish(),
            response: { 204: z.null(), 403: problem, 404: problem },
          },
        },
        async (request, reply) => {
          await resetDownloads(deps, userOf(request), request.params.id);
          return reply.code(204).send(null);
        },
      );
    },
};

function deniedPage(request: FastifyRequest, { code }: AppError): string {
  const { id } = request.params as { id: string };
  return `/denied?${new URLSearchParams({ code, file: id })}`;
}
