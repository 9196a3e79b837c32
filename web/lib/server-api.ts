import { ApiError, type Client, createClient } from "@vaulture/sdk";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { internalApiUrl } from "./config";
import { localPath } from "./local-path";
import { ownRequest } from "./own-request";
import { requestedPathHeader } from "./requested-path";

/**
 * The API as the visitor of the current request: their cookies and address, nobody else's. A place in a list that the API does not
 * know, as in an address that was cut or comes from another order, leads to the start of the list; too many questions lead to a
 * page that says so.
 */
export const serverApi = cache(async (): Promise<Client> => {
  const cookie = (await cookies()).toString();
  // Links in what the API answers are for the visitor, under the name they came by.
  const host = (await headers()).get("host");
  const client = createClient({
    baseUrl: internalApiUrl,
    fetch: ownRequest,
    headers: { ...(cookie ? { cookie } : {}), ...(host ? { "x-asked-host": host } : {}), ...ofReader() },
  });
  const get = async (...call: Parameters<Client["get"]>) => {
    try {
      return await client.get(...call);
    } catch (error) {
      if (error instanceof ApiError && error.status === 400) await restartList();
      if (error instanceof ApiError && error.status === 429) await slowDown(error.retryAfter);
      throw error;
    }
  };
  return { ...client, get: get as Client["get"] };
});

/** What says for whom a page asks; the server, which runs in the same process, knows (server/src/http/page-answer.ts). */
function ofReader(): Record<string, string> {
  const tell = (globalThis as Record<symbol, unknown>)[Symbol.for("vaulture.page-reader")];
  return typeof tell === "function" ? tell() : {};
}

/** Leaves the page for one that says, with status 429, when to come back to it. */
async function slowDown(seconds = 60): Promise<never> {
  const page = localPath((await headers()).get(requestedPathHeader));
  redirect(`/denied?${new URLSearchParams({ code: "rate_limited", wait: String(seconds), page })}`);
}

/** Leaves the page for itself without its cursor, if it has one. */
async function restartList(): Promise<void> {
  const asked = new URL(localPath((await headers()).get(requestedPathHeader)), "http://page.invalid");
  if (!asked.searchParams.has("cursor")) return;
  asked.searchParams.delete("cursor");
  redirect(asked.pathname + asked.search);
}
