import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { checkpointFile } from "../../events/export-checkpoint.ts";
import { empty, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { listJobs, removeJob, retryJob } from "./change-job.ts";
import { askTrailCheck, findTrailCheck, takeCheckpoint } from "./check-trail.ts";
import { eventsPage, eventsQuery } from "./events-schemas.ts";
import { getHealth } from "./get-health.ts";
import { getOverview } from "./get-overview.ts";
import { goodsRoutes } from "./goods-routes.ts";
import { jobParams, jobsPage, jobsQuery } from "./jobs-schemas.ts";
import { listEvents } from "./list-events.ts";
import { health, overview } from "./overview-schemas.ts";
import { peopleRoutes } from "./people-routes.ts";
import { reason } from "./people-schemas.ts";
import { reportRoutes } from "./report-routes.ts";
import { trailCheck } from "./trail-schemas.ts";

const tags = ["operations"];

export const operationsRoutes = {
  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/operations/overview",
        { schema: { tags, summary: "What needs somebody", response: { 200: overview } } },
        async () => getOverview(deps),
      );
      app.get(
        "/operations/health",
        { schema: { tags, summary: "How the installation is", response: { 200: health } } },
        async () => getHealth(deps),
      );
      app.get(
        "/operations/events",
        {
          schema: {
            tags,
            summary: "The event trail, newest first",
            querystring: eventsQuery,
            response: { 200: eventsPage },
          },
        },
        async (request) => listEvents(deps, request.query),
      );
      app.post(
        "/operations/trail-checks",
        {
          schema: {
            tags,
            summary: "Verify the event trail; one that runs is answered instead of a second",
            body: empty.nullish(),
            response: { 202: trailCheck },
          },
        },
        async (request, reply) => reply.code(202).send(await askTrailCheck(deps, userOf(request))),
      );
      app.get(
        "/operations/trail-checks/latest",
        {
          schema: {
            tags,
            summary: "How far the latest verification is, or what it found",
            response: { 200: z.object({ check: trailCheck.nullable() }) },
          },
        },
        async () => ({ check: await findTrailCheck(deps) }),
      );
      app.get(
        "/operations/trail-checkpoint",
        {
          schema: {
            tags,
            summary: "The newest signed checkpoint of the event trail, as a file to be kept elsewhere",
            response: { 200: checkpointFile, 409: problem },
          },
        },
        async (_request, reply) => {
          const checkpoint = await takeCheckpoint(deps);
          return reply
            .header("content-disposition", `attachment; filename="checkpoint-${checkpoint.position}.json"`)
            .header("cache-control", "no-store")
            .send(checkpoint);
        },
      );
      app.get(
        "/operations/jobs",
        {
          schema: { tags, summary: "The job queue", querystring: jobsQuery, response: { 200: jobsPage } },
        },
        async (request) => listJobs(deps, request.query),
      );
      const changes = [
        ["retry", "Let a job run now", retryJob],
        ["remove", "Take a job out of the queue", removeJob],
      ] as const;
      for (const [verb, summary, change] of changes) {
        app.post(
          `/operations/jobs/:id/${verb}`,
          {
            schema: {
              tags,
              summary,
              params: jobParams,
              body: reason,
              response: { 200: z.object({ done: z.literal(true) }), 404: problem, 409: problem },
            },
          },
          async (request) => {
            await change(deps, userOf(request), { ...request.params, ...request.body });
            return { done: true as const };
          },
        );
      }
      await app.register(peopleRoutes(deps));
      await app.register(goodsRoutes(deps));
      await app.register(reportRoutes(deps));
    },
};
