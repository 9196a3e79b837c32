import { isIPv6 } from "node:net";

/** Where a server that listens on `host` and `port` is reached on its own machine: IPv6 in brackets, loopback for every interface. */
export function ownUrl(host: string, port: number): string {
  const { hostname } = new URL(`http://${isIPv6(host) ? `[${host}]` : host}`);
  return `http://${EVERY_INTERFACE.get(hostname) ?? hostname}:${port}`;
}

const EVERY_INTERFACE = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["[::]", "[::1]"],
]);
