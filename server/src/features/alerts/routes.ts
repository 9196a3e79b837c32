import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { empty, id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { acknowledgeAlert, muteAlert, unmuteAlert } from "./acknowledge-alert.ts";
import { getAlert } from "./get-alert.ts";
import { listAlerts } from "./list-alerts.ts";
import { alertDetail, alertPage, alertsQuery, mute } from "./schemas.ts";

const tags = ["operations"];
const params = z.object({ id });
const response = { 200: alertDetail, 404: problem };

export const alertsRoutes = {
  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/operations/alerts",
        {
          schema: {
            tags,
            summary: "What somebody should look at",
            querystring: alertsQuery,
            response: { 200: alertPage },
          },
        },
        async (request) => listAlerts(deps, request.query),
      );
      app.get(
        "/operations/alerts/:id",
        { schema: { tags, summary: "An alert, and what it was raised for", params, response } },
        async (request) => getAlert(deps, request.params.id),
      );
      app.post(
        "/operations/alerts/:id/acknowledge",
        {
          schema: {
            tags,
            summary: "Take an alert out of the inbox",
            params,
            body: empty.nullish(),
            response,
          },
        },
        async (request) => {
          await acknowledgeAlert(deps, userOf(request), request.params.id);
          return getAlert(deps, request.params.id);
        },
      );
      app.post(
        "/operations/alerts/:id/mute",
        {
          schema: {
            tags,
            summary: "Not to be told of the same for some hours",
            params,
            body: mute,
            response,
          },
        },
        async (request) => {
          const input = { id: request.params.id, hours: request.body.hours };
          await muteAlert(deps, userOf(request), input);
          return getAlert(deps, input.id);
        },
      );
      app.post(
        "/operations/alerts/:id/unmute",
        {
          schema: { tags, summary: "To be told of the same again", params, body: empty.nullish(), response },
        },
        async (request) => {
          await unmuteAlert(deps, userOf(request), request.params.id);
          return getAlert(deps, request.params.id);
        },
      );
    },
};
