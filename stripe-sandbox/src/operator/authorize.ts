import type { FastifyRequest } from "fastify";

/**
 * The default answer to who may press an operator's buttons: a program on this machine. The request has to come
 * straight from a loopback address, through no proxy that would make everybody look local, and has to name a
 * local host, so that a foreign page cannot reach it under a name it made point here.
 */
export function isLocal(request: FastifyRequest): boolean {
  const { headers, socket, hostname } = request;
  const proxied = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some(
    (name) => headers[name] !== undefined,
  );
  return !proxied && isLoopback(socket.remoteAddress ?? "") && localNames.test(hostname);
}

const localNames = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

function isLoopback(address: string): boolean {
  return /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address) || address === "::1";
}
