/** Whether an address is one of this very machine, which nobody else reaches. */
export function isLoopbackUrl(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
