import { isIPv4 } from "node:net";
import type { FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { clientAddress, type TrustedProxies, truncateAddress } from "../lib/client-address.ts";

/**
 * The client's address as far as the configured trusted proxies vouch for it (see lib/client-address). Of what one of our own pages
 * asks, the client is the page's reader, whose address was found the same way when they asked for the page.
 */
export function addressOf(request: FastifyRequest, trustedProxies: TrustedProxies): string {
  if (request.pageReader) return request.pageReader;
  return clientAddress(
    request.socket.remoteAddress ?? "",
    request.headers["x-forwarded-for"],
    trustedProxies,
  );
}

/** Whether a request comes straight from one of the configured trusted proxies, whose headers then count. */
export function isTrustedPeer(request: FastifyRequest, trustedProxies: TrustedProxies): boolean {
  const peer = request.socket.remoteAddress;
  return peer !== undefined && trustedProxies.check(peer, isIPv4(peer) ? "ipv4" : "ipv6");
}

/** The part of it that may be kept: /24 or /48. */
export function networkOf(request: FastifyRequest, trustedProxies: TrustedProxies): string {
  return truncateAddress(addressOf(request, trustedProxies));
}

/** What a request says of itself, and from which network it comes as far as that may be kept. */
export type Caller = { headers: FastifyRequest["headers"]; network: string };

export function callerOf(request: FastifyRequest, trustedProxies: TrustedProxies): Caller {
  return { headers: request.headers, network: networkOf(request, trustedProxies) };
}

/** The country that address is registered in; null when unknown, as for private and loopback addresses. */
export function countryOf(deps: Pick<Deps, "geo" | "config">, request: FastifyRequest): string | null {
  return deps.geo.countryOf(addressOf(request, deps.config.TRUSTED_PROXIES));
}
