import type { FastifyRequest } from "fastify";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The origin of links in an answer: `baseUrl`'s, but on a machine of one's own the name the client came by (127.0.0.1 or
 * localhost, same port), since its cookies hold for that name alone. A page that asks for a client hands on by which name that came.
 * Any other name changes nothing, whoever says it.
 */
export function originFor(request: FastifyRequest, baseUrl: string): string {
  const base = new URL(baseUrl);
  const name = request.headers["x-asked-host"] ?? request.headers.host;
  const asked = URL.parse(`${base.protocol}//${name}`);
  const isAlias =
    asked && LOOPBACK.has(base.hostname) && LOOPBACK.has(asked.hostname) && asked.port === base.port;
  return isAlias ? asked.origin : base.origin;
}

/** A link of ours under the name the client came by. */
export function linkFor(request: FastifyRequest, baseUrl: string, url: string): string {
  return url.startsWith(`${baseUrl}/`)
    ? originFor(request, baseUrl) + url.slice(new URL(baseUrl).origin.length)
    : url;
}
