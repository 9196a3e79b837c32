import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { closeReport, removeComment } from "../people/index.ts";
import { restorePost, takeDownPost } from "../posts/index.ts";
import { takeDown } from "./goods-schemas.ts";
import { listReports } from "./list-reports.ts";
import { reason } from "./people-schemas.ts";
import { closing, reportsPage, reportsQuery } from "./reports-schemas.ts";

const tags = ["operations"];
const params = z.object({ id });
const done = { 204: z.null(), 404: problem, 409: problem };

export const reportRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/operations/reports",
      {
        schema: {
          tags,
          summary: "What people want looked at",
          querystring: reportsQuery,
          response: { 200: reportsPage },
        },
      },
      async (request) => listReports(deps, request.query),
    );
    app.post(
      "/operations/reports/:id/close",
      {
        schema: {
          tags,
          summary: "Close a report, and the other open ones of the same thing",
          params,
          body: closing,
          response: done,
        },
      },
      async (request, reply) => {
        await closeReport(deps, userOf(request), { reportId: request.params.id, note: request.body.note });
        return reply.code(204).send(null);
      },
    );
    app.post(
      "/operations/posts/:id/take-down",
      {
        schema: {
          tags,
          summary: "Take a post out of everybody's sight",
          params,
          body: takeDown,
          response: done,
        },
      },
      async (request, reply) => {
        await takeDownPost(deps, userOf(request), { postId: request.params.id, ...request.body });
        return reply.code(204).send(null);
      },
    );
    app.post(
      "/operations/posts/:id/restore",
      { schema: { tags, summary: "Put a post back as it was", params, body: reason, response: done } },
      async (request, reply) => {
        await restorePost(deps, userOf(request), { postId: request.params.id, reason: request.body.reason });
        return reply.code(204).send(null);
      },
    );
    app.post(
      "/operations/comments/:id/remove",
      { schema: { tags, summary: "Delete somebody's comment", params, body: reason, response: done } },
      async (request, reply) => {
        await removeComment(deps, userOf(request), {
          commentId: request.params.id,
          reason: request.body.reason,
        });
        return reply.code(204).send(null);
      },
    );
  };
