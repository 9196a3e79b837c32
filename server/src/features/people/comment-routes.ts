import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { empty, id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { deleteComment, setCommentHidden } from "./change-comment.ts";
import { listComments, listReplies } from "./list-comments.ts";
import { reportComment, reportPost } from "./report.ts";
import * as shapes from "./schemas.ts";
import { writeComment } from "./write-comment.ts";

const tags = ["people"];
const params = z.object({ id });
const done = { 204: z.null(), 403: problem, 404: problem, 409: problem };
/** Each change is kept in the trail for ever. */
const HIDINGS = { name: "comment-hidings", max: 600, seconds: 3600 };
const REPORTS = { name: "reports", max: 20, seconds: 3600 };

const readerOf = ({ viewer }: FastifyRequest) => (viewer.kind === "user" ? viewer : null);

export const commentRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/posts/:id/comments",
        {
          schema: {
            tags,
            summary: "What is said under a post, the newest first",
            description: "For whoever may read the post, like its media.",
            params,
            querystring: shapes.threadsQuery,
            response: { 200: shapes.threadPage, 401: problem, 403: problem, 404: problem },
          },
        },
        async (request) =>
          listComments(deps, readerOf(request), { postId: request.params.id, ...request.query }),
      );
      app.get(
        "/comments/:id/replies",
        {
          schema: {
            tags,
            summary: "The answers to a comment, the oldest first",
            params,
            querystring: shapes.commentsQuery,
            response: { 200: shapes.replyPage, 401: problem, 404: problem },
          },
        },
        async (request) =>
          listReplies(deps, readerOf(request), { commentId: request.params.id, ...request.query }),
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      await acceptForms(app);
      app.post(
        "/posts/:id/comments",
        {
          schema: {
            tags,
            summary: "Say something under a post",
            description: "A page's form is answered with 303.",
            params,
            body: shapes.newComment,
            response: { 201: z.object({ id }), 403: problem, 404: problem },
          },
          config: { refusedForm: postAfter, wordsOfForm: "body" },
        },
        async (request, reply) => {
          const user = userOf(request);
          const made = await writeComment(deps, user, { postId: request.params.id, ...request.body });
          if (isForm(request)) return reply.redirect(`/posts/${request.params.id}#comments`, 303);
          return reply.code(201).send(made);
        },
      );
      app.delete(
        "/comments/:id",
        { schema: { tags, summary: "Delete a comment", params, response: done } },
        async (request, reply) => {
          await deleteComment(deps, userOf(request), request.params.id);
          return reply.code(204).send(null);
        },
      );
      for (const [verb, hidden, summary] of [
        ["hide", true, "Hide a comment from everybody but its author"],
        ["unhide", false, "Show a hidden comment again"],
      ] as const) {
        app.post(
          `/comments/:id/${verb}`,
          { schema: { tags, summary, params, body: empty.nullish(), response: done } },
          async (request, reply) => {
            await limitRate(deps, HIDINGS, userOf(request).userId);
            await setCommentHidden(deps, userOf(request), { commentId: request.params.id, hidden });
            return reply.code(204).send(null);
          },
        );
      }
      for (const [noun, report] of [
        ["comments", reportComment],
        ["posts", reportPost],
      ] as const) {
        app.post(
          `/${noun}/:id/report`,
          {
            schema: {
              tags,
              summary: `Bring a ${noun.slice(0, -1)} before the operators`,
              params,
              body: shapes.newReport,
              response: done,
            },
          },
          async (request, reply) => {
            await limitRate(deps, REPORTS, userOf(request).userId);
            await report(deps, userOf(request), request.params.id, request.body);
            return reply.code(204).send(null);
          },
        );
      }
    },
};

/** Where the form under a post leads that was refused. */
function postAfter(request: FastifyRequest, { code }: AppError): string {
  // Not validated yet where the refusal came before the handler.
  const post = params.safeParse(request.params).data;
  return `${post ? `/posts/${post.id}` : "/feed"}?problem=${code}`;
}
