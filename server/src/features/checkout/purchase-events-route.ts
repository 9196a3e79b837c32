import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { eventStreams } from "../../http/event-stream.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { watchPurchase } from "./watch-purchase.ts";

/** `GET /purchases/:id/events`: the status of a purchase as it changes, for its buyer. */
export const purchaseEventsRoute =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    const answerWithEvents = eventStreams(app, deps);
    app.get(
      "/purchases/:id/events",
      {
        exposeHeadRoute: false,
        schema: {
          tags: ["checkout"],
          summary: "A purchase's status as it changes",
          description:
            'Server-sent events whose data is `{"status": …}`: the present status at once, then each new one, until none can follow.',
          produces: ["text/event-stream"],
          params: z.object({ id }),
          response: { 200: z.string().describe("text/event-stream"), 404: problem },
        },
      },
      async (request, reply) =>
        answerWithEvents(request, reply, watchPurchase(deps, userOf(request), request.params.id)) as never,
    );
  };
