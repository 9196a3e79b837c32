import type { FastifyRequest } from "fastify";

/**
 * Whether a form was sent from this site's own pages, by what the browser says of it. Other programs say
 * nothing; they hold no cookie or trust of anybody's that another site could borrow.
 */
export function isSameOrigin(request: FastifyRequest, baseUrl: string): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && [request.host, new URL(baseUrl).host].includes(new URL(origin).host);
}
