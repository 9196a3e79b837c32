import type { FastifyInstance } from "fastify";
import type { Deps } from "../deps.ts";
import { LIMITS } from "./limits.ts";
import { limitRequest } from "./rate-limit.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** It is called often by design and says itself how often it may be. */
    countsItself?: true;
  }
}

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Counts whatever signed-in people write against one limit: each change leaves a line in the trail, which nobody can ever take out again.
 * Counted is what is well formed, after its body was read, so that a refused page can bring typed text back.
 */
export function registerWriteLimit(app: FastifyInstance, deps: Deps): void {
  app.addHook("preHandler", async (request) => {
    if (READING.has(request.method) || request.viewer.kind !== "user") return;
    if (request.routeOptions.config.countsItself) return;
    await limitRequest(deps, request, LIMITS.writes);
  });
}
