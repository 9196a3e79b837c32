import { createClient } from "@vaulture/sdk";
import { internalApiUrl } from "./config";
import { ownRequest } from "./own-request";

/** The API as anybody may see it, for answers that are kept and shown to everybody. */
export const publicApi = createClient({ baseUrl: internalApiUrl, fetch: ownRequest });
