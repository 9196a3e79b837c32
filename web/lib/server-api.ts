import { ApiError, type Client, createClient } from "@vaulture/sdk";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { internalApiUrl } from "./config";
import { localPath } from "./local-path";
import { ownRequest } from "./own-request";
import { requestedPathHeader } from "./requested-path";

/**
 * The API as the visitor of the current request: their cookies, nobody else's. A place in a list that the API does not know, as in
 * an address that was cut or comes from another order, leads to the start of the list.
 */
export const serverApi = cache(async (): Promise<Client> => {
  const cookie = (await cookies()).toString();
  // Links in what the API answers are for the visitor, under the name they came by.
  const host = (await headers()).get("host");
  const client = createClient({
    baseUrl: internalApiUrl,
    fetch: ownRequest,
    headers: { ...(cookie ? { cookie } : {}), ...(host ? { "x-asked-host": host } : {}) },
  });
  const get = async (...call: Parameters<Client["get"]>) => {
    try {
      return await client.get(...call);
    } catch (error) {
      if (error instanceof ApiError && error.status === 400) await restartList();
      throw error;
    }
  };
  return { ...client, get: get as Client["get"] };
});

/** Leaves the page for itself without its cursor, if it has one. */
async function restartList(): Promise<void> {
  const asked = new URL(localPath((await headers()).get(requestedPathHeader)), "http://page.invalid");
  if (!asked.searchParams.has("cursor")) return;
  asked.searchParams.delete("cursor");
  redirect(asked.pathname + asked.search);
}
