import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** How long the body of a request may take to arrive, in seconds; `null` where it is a resumable upload of any size. */
    bodySeconds?: number | null;
  }
}

const DEFAULT_SECONDS = 30;

/** Ends connections whose request body does not come to its end: what was received of it is kept in memory meanwhile. */
export function registerBodyTimeout(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    const { bodySeconds = DEFAULT_SECONDS } = request.routeOptions.config;
    const hasBody =
      request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined;
    if (!hasBody || bodySeconds === null) return;
    const timer = setTimeout(() => request.raw.socket.destroy(), bodySeconds * 1000);
    const arrived = () => clearTimeout(timer);
    request.raw.once("end", arrived).once("close", arrived);
  });
}
