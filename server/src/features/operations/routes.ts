import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { listJobs, removeJob, retryJob } from "./change-job.ts";
import { eventsPage, eventsQuery } from "./events-schemas.ts";
import { getHealth } from "./get-health.ts";
import { getOverview } from "./get-overview.ts";
import { goodsRoutes } from "./goods-routes.ts";
import { jobParams, jobsPage, jobsQuery } from "./jobs-schemas.ts";
import { listEvents } from "./list-events.ts";
import { health, overview } from "./overview-schemas.ts";
import { peopleRoutes } from "./people-routes.ts";
import { reason } from "./people-schemas.ts";

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
    },
};
