import type { Deps } from "../../deps.ts";
import { isSameSite } from "../../http/delivery-origin.ts";
import { readSigned, signer } from "../../lib/cookies.ts";
import { isId } from "../../lib/ids.ts";
import { signingKeysFrom } from "../../lib/signing.ts";

export type DeliveryCookie = {
  /** Id of the session that a Cookie header was given at the delivery origin; null when it has none, or one of somebody's making. */
  read(header: string | undefined): string | null;
  /** A `Set-Cookie` that ends with the browser. */
  write(sessionId: string): string;
};

/**
 * The cookie by which a browser is known at the delivery origin. It names a session and is signed with a key for this alone: it opens
 * nothing of the application, and nothing at all once that session has ended.
 */
export function deliveryCookie({ config, secrets }: Pick<Deps, "config" | "secrets">): DeliveryCookie {
  const secure = config.BASE_URL.startsWith("https:");
  const name = `${secure ? "__Host-" : ""}vaulture.delivery`;
  const keys = signingKeysFrom(secrets.ticketSecrets, "delivery-cookie");
  const sign = signer(keys.current.key);
  const readers = [keys.current, ...keys.previous].map(({ key }) => readSigned(key, name));
  return {
    read(header) {
      for (const read of readers) {
        const sessionId = read(header);
        if (sessionId !== null) return isId(sessionId) ? sessionId : null;
      }
      return null;
    },
    write(sessionId) {
      const value = encodeURIComponent(`${sessionId}.${sign(sessionId).toString("base64")}`);
      return `${name}=${value}; ${cookieRules(config)}`;
    },
  };
}

/** Pages of another site show originals only with a cookie that goes along there, which browsers accept over TLS alone. */
export function cookieRules(config: Deps["config"]): string {
  if (!config.BASE_URL.startsWith("https:")) return "Path=/; HttpOnly; SameSite=Lax";
  return `Path=/; HttpOnly; Secure; SameSite=${isSameSite(config) ? "Lax" : "None"}`;
}
