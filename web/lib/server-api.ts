import { type Client, createClient } from "@vaulture/sdk";
import { cookies } from "next/headers";
import { cache } from "react";
import { internalApiUrl } from "./config";

/** The API as the visitor of the current request: their cookies, nobody else's. */
export const serverApi = cache(async (): Promise<Client> => {
  const cookie = (await cookies()).toString();
  return createClient({ baseUrl: internalApiUrl, headers: cookie ? { cookie } : {} });
});
