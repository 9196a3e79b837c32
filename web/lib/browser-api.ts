import { createClient } from "@vaulture/sdk";

/**
 * The API from the page itself: same origin, session cookie. When the session of a page has ended, the
 * page asks for the password and the request that found out is sent again.
 */
export const api = createClient({
  baseUrl: "",
  // Loaded when it is needed: most pages live and die without it.
  onSignedOut: async () => (await import("./ensure-signed-in")).ensureSignedIn(),
});
