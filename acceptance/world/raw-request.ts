import { type IncomingHttpHeaders, request } from "node:http";
import { baseUrl } from "./installation.ts";

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Sends a request with its path exactly as given, which `fetch` would normalise, and any header, which `fetch` would refuse. */
export function rawRequest(
  path: string,
  headers: Record<string, string | string[]> = {},
  { method = "GET", body }: { method?: string; body?: string } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("end", () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: text }),
      );
      response.once("error", reject);
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
