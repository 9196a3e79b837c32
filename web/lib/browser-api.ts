import { createClient } from "@vaulture/sdk";

/** The API from the page itself: same origin, session cookie. */
export const api = createClient({ baseUrl: "" });
