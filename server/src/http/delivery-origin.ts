import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Belongs to the delivery origin: where one is set it is there, and nowhere else. */
    delivery?: boolean;
  }
}

type Origins = Pick<Config, "BASE_URL" | "DELIVERY_ORIGIN">;

/** The origin of links to originals. */
export function originOfOriginals({ BASE_URL, DELIVERY_ORIGIN }: Origins): string {
  return DELIVERY_ORIGIN ?? BASE_URL;
}

/**
 * Whether pages and originals are of one site, so that browsers send cookies of one to the other's requests (RFC 6265bis, 5.2).
 * Known for sure only of a name below the other; everything else counts as another site.
 */
export function isSameSite({ BASE_URL, DELIVERY_ORIGIN = BASE_URL }: Origins): boolean {
  const [base, own] = [new URL(BASE_URL).hostname, new URL(DELIVERY_ORIGIN).hostname];
  return own === base || own.endsWith(`.${base}`);
}

/**
 * Keeps two origins apart: under the name of `DELIVERY_ORIGIN` only the routes marked `delivery` exist, and under any other name they
 * do not. An original that should run as a page after all then has nothing of the application to reach.
 */
export function registerDeliveryOrigin(app: FastifyInstance, { BASE_URL, DELIVERY_ORIGIN }: Origins): void {
  if (!DELIVERY_ORIGIN) return;
  const cors = {
    "access-control-allow-origin": new URL(BASE_URL).origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "content-disposition, content-range, etag",
  };
  app.addHook("onRequest", async (request, reply) => {
    const here = originOf(request, DELIVERY_ORIGIN) === DELIVERY_ORIGIN;
    if (here !== (request.routeOptions.config.delivery === true)) throw new AppError("not_found");
    if (here) reply.headers(cors);
  });
}

/** As the client names it, default port and case aside; null for what is no name. */
function originOf({ headers }: FastifyRequest, like: string): string | null {
  return URL.parse(`${new URL(like).protocol}//${headers.host}`)?.origin ?? null;
}
