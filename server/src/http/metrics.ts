import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import { isLoopback } from "../lib/client-address.ts";

/**
 * `GET /metrics` for Prometheus, with `Authorization: Bearer METRICS_TOKEN`. Without such a token, and never in production, it
 * answers the machine it runs on. For everybody else it is not there.
 */
export const metricsRoute = (deps: Deps) => async (app: FastifyInstance) => {
  app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, deps)) throw new AppError("not_found");
    const { registry } = deps.metrics;
    return reply
      .header("cache-control", "no-store")
      .type(registry.contentType)
      .send(await registry.metrics());
  });
};

/** Measures every request by the route it matched; what matched none is one line, so that made-up paths make no series. */
export function registerRequestMetrics(app: FastifyInstance, { metrics }: Pick<Deps, "metrics">): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    const labels = { method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
}

function mayRead(request: FastifyRequest, { config }: Pick<Deps, "config">): boolean {
  if (config.METRICS_TOKEN) {
    const given = Buffer.from(request.headers.authorization ?? "");
    const wanted = Buffer.from(`Bearer ${config.METRICS_TOKEN}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  // Behind a proxy on the same machine everybody comes from it; then a token is needed.
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  return !config.production && forwarded === undefined && isLoopback(request.socket.remoteAddress ?? "");
}
