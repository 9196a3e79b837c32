import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { networkOf } from "../../http/address.ts";
import { receiveWebhook } from "./receive-webhook.ts";

/** The provider signs the exact bytes it sent, so the body is kept as it came. */
export const webhookRoute = (deps: Deps) => async (app: FastifyInstance) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post(
    "/api/v1/webhooks/stripe",
    {
      schema: {
        tags: ["billing"],
        summary: "Where the payment provider sends its events",
        response: { 200: z.object({ received: z.literal(true) }) },
      },
      config: { anyOrigin: true },
    },
    async (request) => {
      const signature = request.headers["stripe-signature"];
      await receiveWebhook(deps, {
        rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        signature: typeof signature === "string" ? signature : undefined,
        address: networkOf(request, deps.config.TRUSTED_PROXIES),
      });
      return { received: true as const };
    },
  );
};
