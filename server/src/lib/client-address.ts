import { BlockList, isIPv4, isIPv6 } from "node:net";

/** The networks whose word about the client's address is taken. */
export type TrustedProxies = BlockList;

/**
 * The address a request really came from: the rightmost one that is not a trusted proxy.
 *
 * X-Forwarded-For is read from the right, since each proxy appends the peer it saw and everything further left may have
 * been written by the client. It is not read at all unless the socket's peer is trusted. An entry that is no address ends
 * the walk at the proxy that reported it. Gives a canonical address: IPv6 as in RFC 5952 without zone, IPv4-mapped IPv6 as
 * IPv4; a socket address that is none (a Unix socket's) comes back unchanged.
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | string[] | undefined,
  trusted: TrustedProxies,
): string {
  let client = canonicalAddress(socketAddress);
  if (client === null) return socketAddress;
  const entries = [forwardedFor ?? []].flat().join(",").split(",");
  while (entries.length > 0 && isTrusted(client, trusted)) {
    const next = canonicalAddress(withoutPort(entries.pop()?.trim() ?? ""));
    if (next === null) break;
    client = next;
  }
  return client;
}

function isTrusted(address: string, trusted: TrustedProxies): boolean {
  return trusted.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

// Some proxies write 192.0.2.1:1234 or [2001:db8::1]:1234.
function withoutPort(entry: string): string {
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(entry)?.[1] ?? entry;
}

/** One spelling per address, or null for what is not an address. */
function canonicalAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return null;
  const address = new URL(`http://[${text.split("%")[0]}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped === null) return address;
  const [high, low] = [Number.parseInt(mapped[1] as string, 16), Number.parseInt(mapped[2] as string, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * Reads the list of trusted proxies: nothing (trust none), or comma-separated addresses, CIDR blocks and the words
 * `loopback` and `private` (RFC 1918, RFC 4193 and loopback). Throws an Error naming the entry that is wrong; also for
 * a block of everything, under which any client could claim any address.
 */
export function parseTrustedProxies(text: string): TrustedProxies {
  const trusted = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "" && text.trim() === "") continue;
    for (const block of NAMED_BLOCKS.get(entry.toLowerCase()) ?? [entry]) addBlock(trusted, block);
  }
  return trusted;
}

const LOOPBACK = ["127.0.0.0/8", "::1"];
const NAMED_BLOCKS = new Map([
  ["loopback", LOOPBACK],
  ["private", [...LOOPBACK, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]],
]);

function addBlock(trusted: BlockList, entry: string): void {
  const match = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(entry);
  const written = match?.[1] ?? "";
  const address = canonicalAddress(written);
  if (match === null || address === null || written.includes("%")) {
    throw new Error(`"${entry}" is not an IP address, a CIDR block, "loopback" or "private"`);
  }
  const v4 = isIPv4(address);
  const bits = v4 ? 32 : 128;
  // A block of IPv4-mapped addresses counts its length from the IPv6 end.
  const mappedBits = v4 && isIPv6(written) ? 96 : 0;
  const length = match[2] === undefined ? bits : Number(match[2]) - mappedBits;
  if (length < 1 || length > bits) {
    throw new Error(`"${entry}" must have a prefix length from ${1 + mappedBits} to ${bits + mappedBits}`);
  }
  trusted.addSubnet(address, length, v4 ? "ipv4" : "ipv6");
}

/**
 * The network an address lies in, for records that must not single out a person: /24 for IPv4, /48 for IPv6, in CIDR
 * notation. "unknown" for what is not an address.
 */
export function truncateAddress(ip: string): string {
  return network(ip, 24, 48);
}

/**
 * The block that counts as one client for rate limits, in CIDR notation: the single IPv4 address, and the /64 of an IPv6
 * one, since a subscriber is handed at least that many and can change within it at will. "unknown" for no address, so
 * that such requests share one limit.
 */
export function addressBlock(ip: string): string {
  return network(ip, 32, 64);
}

/**
 * The block within which one client may have many of those, where that has to count too: the single IPv4 address, and the /48 of an
 * IPv6 one, the most that a subscriber is handed.
 */
export function wideAddressBlock(ip: string): string {
  return network(ip, 32, 48);
}

function network(ip: string, v4Bits: 24 | 32, v6Bits: 48 | 64): string {
  const address = canonicalAddress(ip);
  if (address === null) return "unknown";
  if (isIPv4(address)) return `${v4Bits === 24 ? address.replace(/\d+$/, "0") : address}/${v4Bits}`;
  const prefix = groupsOf(address)
    .slice(0, v6Bits / 16)
    .join(":");
  return `${canonicalAddress(`${prefix}::`)}/${v6Bits}`;
}

function groupsOf(address: string): string[] {
  const [head = [], tail = []] = address.split("::").map((half) => half.split(":").filter(Boolean));
  return [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
}

/** Whether an address, as a socket or `clientAddress` gives it, is of this machine itself. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
