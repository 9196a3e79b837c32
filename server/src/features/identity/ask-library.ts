import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { Caller } from "../../http/address.ts";
import { NETWORK_HEADER } from "./auth.ts";
import type { Person } from "./mails.ts";

/** Hands a request to the library under a path of its own, as its own client would send it; `cookie` stands for the browser's. */
export function askLibrary(
  deps: Deps,
  caller: Caller,
  asked: { method?: "GET" | "POST"; path: string; body?: unknown; cookie?: string },
): Promise<Response> {
  const { method = "POST", path, body = {}, cookie } = asked;
  const headers = libraryHeaders(deps, caller);
  if (cookie !== undefined) headers.set("cookie", cookie);
  if (method === "POST") headers.set("content-type", "application/json");
  return deps.auth.handle(
    new Request(`${deps.config.BASE_URL}/api/auth${path}`, {
      method,
      headers,
      body: method === "POST" ? (typeof body === "string" ? body : JSON.stringify(body)) : undefined,
    }),
  );
}

function libraryHeaders(deps: Deps, caller: Caller): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(caller.headers)) {
    if (typeof value === "string" && !DROPPED_HEADERS.has(name)) headers.set(name, value);
  }
  // Whether the request comes from our own pages was decided by the same-site rule before anything else (http/same-site.ts); the
  // library's own check knows fewer names of ours, and refuses programs that name no origin at all.
  headers.set("origin", new URL(deps.config.BASE_URL).origin);
  // The network alone is kept; the library wants an address, so it gets the first of it.
  const [network = ""] = caller.network.split("/");
  headers.set(NETWORK_HEADER, network);
  return headers;
}

/** Said by the connection, not by the message; what the client says of its own address; and where it says it comes from. */
const DROPPED_HEADERS = new Set([
  ...["host", "content-length", "content-type", "connection", "transfer-encoding", NETWORK_HEADER],
  ...["origin", "referer", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user"],
]);

/** Whom an answer of the library is about. */
export async function personOf(answer: Response): Promise<Person> {
  return answerWithPerson.parse(await answer.clone().json()).user;
}

export type SignedIn = { user: Person; sessionToken: string | null };

/** Whom an answer has signed in, and the secret of the session that its cookie opens. */
export async function signedInBy(deps: Pick<Deps, "auth">, answer: Response): Promise<SignedIn> {
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  return { user: await personOf(answer), sessionToken: deps.auth.sessionToken(cookies.join("; ")) };
}

const answerWithPerson = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
});
