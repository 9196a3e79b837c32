/** One HTTP/1.1 request as it goes over the wire. */
export function requestText(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): string {
  const all: Record<string, string> = { host: "127.0.0.1", ...headers };
  if (body !== undefined) all["content-length"] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}

/** The same with a JSON body. */
export function jsonRequest(path: string, headers: Record<string, string>, body: unknown): string {
  return requestText("POST", path, { ...headers, "content-type": "application/json" }, JSON.stringify(body));
}
