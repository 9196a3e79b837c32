import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { page, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { listNotifications } from "./list-notifications.ts";
import { markRead } from "./mark-read.ts";
import * as shapes from "./schemas.ts";
import { changeSettings, getSettings, setAllSettings } from "./settings.ts";
import { findUnsubscribing, unsubscribe } from "./unsubscribe.ts";

const tags = ["notifications"];

export const notificationsRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/unsubscribe",
        {
          schema: {
            tags,
            summary: "What the link at the foot of a mail would end",
            querystring: shapes.unsubscribeQuery,
            response: { 200: shapes.unsubscribing, 404: problem },
          },
        },
        async (request) => findUnsubscribing(deps, request.query.token),
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await acceptForms(app);
      app.get(
        "/notifications",
        {
          schema: {
            tags,
            summary: "What I was told, the newest first",
            querystring: z.object(page),
            response: { 200: shapes.notificationPage },
          },
        },
        async (request) => listNotifications(deps, userOf(request), request.query),
      );
      app.post(
        "/notifications/read",
        {
          schema: {
            tags,
            summary: "Note that I have seen some of it, or all",
            body: shapes.markRead,
            response: { 200: shapes.unread },
          },
        },
        async (request, reply) => {
          const left = await markRead(deps, userOf(request), request.body.ids ?? "all");
          return isForm(request) ? reply.redirect("/notifications", 303) : left;
        },
      );
      app.get(
        "/notifications/settings",
        { schema: { tags, summary: "What I want to be told of", response: { 200: shapes.settings } } },
        async (request) => getSettings(deps, userOf(request)),
      );
      app.patch(
        "/notifications/settings",
        {
          schema: {
            tags,
            summary: "Switch one kind on or off, in the page or by mail",
            body: shapes.settingsChange,
            response: { 200: shapes.settings, 400: problem },
          },
        },
        async (request) => changeSettings(deps, userOf(request), request.body),
      );
      app.post(
        "/notifications/settings",
        {
          schema: {
            tags,
            summary: "Set several kinds at once, by the form of a page",
            body: shapes.settingsForm,
            response: { 200: shapes.settings, 400: problem },
          },
          config: { refusedForm: settingsAfter },
        },
        async (request, reply) => {
          const now = await setAllSettings(deps, userOf(request), request.body);
          return isForm(request) ? reply.redirect("/account?saved=notifications#notifications", 303) : now;
        },
      );
    },
};

/** Where the form leads that was refused. */
function settingsAfter(_: FastifyRequest, { code }: AppError): string {
  return code === "sign_in_required" ? "/sign-in?next=%2Faccount" : `/account?problem=${code}#notifications`;
}

/**
 * `POST /unsubscribe?token=…`: the one click of a mail program, or the button of the page at the same address, which `GET` is
 * (RFC 8058). The token says all there is: no cookie is read, and no body either. There is no limit by address: mail providers click
 * for all their users, and a token cannot be guessed.
 */
export const unsubscribeRoute =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { bodyLimit: 4096, parseAs: "string" }, async () => undefined);
    app.post(
      "/unsubscribe",
      {
        schema: {
          tags,
          summary: "End mails of one kind with one click",
          description: "As RFC 8058 says. A browser is led back to the page.",
          querystring: shapes.unsubscribeQuery,
          response: { 200: z.object({ byMail: z.literal(false) }), 404: problem },
        },
      },
      async (request, reply) => {
        const { token } = request.query;
        await unsubscribe(deps, token);
        reply.header("cache-control", "no-store");
        if (request.headers["sec-fetch-mode"] === "navigate")
          return reply.redirect(`/unsubscribe?${new URLSearchParams({ token })}`, 303);
        return { byMail: false as const };
      },
    );
  };
