import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { id, problem, typed } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { getMail, getMailHtml, getOwnMail, listMails, listOwnMails, requireOwnMail } from "./list-mails.ts";
import { resendMail } from "./resend-mail.ts";
import { mailDetail, mailsLogPage, mailsPage, mailsQuery, ownMailsQuery } from "./schemas.ts";

const params = z.object({ id });
const html = {
  produces: ["text/html"],
  params,
  response: { 200: z.string().describe("HTML in which no script runs"), 404: problem },
};

export const mailRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      const tags = ["mail"];
      app.get(
        "/mails",
        {
          schema: {
            tags,
            summary: "On a test installation: mails to my address",
            querystring: ownMailsQuery,
            response: { 200: mailsPage, 404: problem },
          },
        },
        async (request) => listOwnMails(deps, userOf(request), request.query),
      );
      app.get(
        "/mails/:id",
        {
          schema: {
            tags,
            summary: "On a test installation: a mail to me",
            params,
            response: { 200: mailDetail, 404: problem },
          },
        },
        async (request) => getOwnMail(deps, userOf(request), request.params.id),
      );
      app.get(
        "/mails/:id/html",
        { schema: { tags, summary: "On a test installation: a mail to me as it looks", ...html } },
        async (request, reply) => {
          await requireOwnMail(deps, userOf(request), request.params.id);
          return asPage(reply).send(await getMailHtml(deps, request.params.id));
        },
      );
    },

  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      const tags = ["operations"];
      app.get(
        "/operations/mails",
        {
          schema: { tags, summary: "The mail log", querystring: mailsQuery, response: { 200: mailsLogPage } },
        },
        async (request) => listMails(deps, request.query),
      );
      app.get(
        "/operations/mails/:id",
        { schema: { tags, summary: "A mail", params, response: { 200: mailDetail, 404: problem } } },
        async (request) => getMail(deps, request.params.id),
      );
      app.get(
        "/operations/mails/:id/html",
        { schema: { tags, summary: "A mail as it looks", ...html } },
        async (request, reply) => asPage(reply).send(await getMailHtml(deps, request.params.id)),
      );
      app.post(
        "/operations/mails/:id/resend",
        {
          schema: {
            tags,
            summary: "Send a mail again",
            params,
            body: z.strictObject({ reason: typed(500).min(1) }),
            response: { 200: z.object({ id }), 404: problem, 409: problem },
          },
        },
        async (request) => ({
          id: await resendMail(deps, userOf(request), { id: request.params.id, ...request.body }),
        }),
      );
    },
};

/** Somebody else's words as a page: no scripts, nothing fetched, framed by our own pages alone. */
function asPage(reply: FastifyReply): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .serializer((text: unknown) => String(text))
    .headers({
      "content-security-policy":
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
      "x-frame-options": "SAMEORIGIN",
    });
}
