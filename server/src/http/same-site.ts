import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Writes may come from any site: the proof of the viewer is in the request itself, not in a cookie. */
    anyOrigin?: boolean;
  }
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses writes that another site makes a browser send with our cookies. Every browser names the origin of such a request
 * (`Origin`, and `Sec-Fetch-Site`); programs that send neither hold the cookie themselves. Requests with an `Authorization`
 * header carry their own proof, and routes marked `anyOrigin` take theirs from the body or verify a signature.
 * See the OWASP CSRF prevention cheat sheet, "verifying origin with standard headers" and "fetch metadata".
 */
export function registerSameSite(app: FastifyInstance, baseUrl: string): void {
  const ownOrigin = new URL(baseUrl).origin;
  app.addHook("onRequest", async (request) => {
    if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined) return;
    if (request.routeOptions.config.anyOrigin) return;
    if (!comesFromUs(request, ownOrigin)) throw new AppError("cross_site_request");
  });
}

function comesFromUs(request: FastifyRequest, ownOrigin: string): boolean {
  const { origin, host } = request.headers;
  if (origin !== undefined)
    return origin === ownOrigin || origin === `${new URL(ownOrigin).protocol}//${host}`;
  const site = request.headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}
