import { createHash, timingSafeEqual } from "node:crypto";
import { StripeError } from "./errors.ts";

/**
 * Throws Stripe's 401 unless the header carries the secret key, as `Bearer <key>` or as the user name of
 * basic authentication (https://docs.stripe.com/api/authentication).
 */
export function authenticate(header: string | undefined, secretKey: string): void {
  const key = keyIn(header);
  if (key === undefined) {
    throw unauthorized("You did not provide an API key. Send it as 'Authorization: Bearer YOUR_SECRET_KEY'.");
  }
  if (!sameSecret(key, secretKey)) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
}

/** Compares in a time that does not depend on where two secrets differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function keyIn(header: string | undefined): string | undefined {
  const [, scheme, credentials] = /^(bearer|basic)\s+(\S+)\s*$/i.exec(header ?? "") ?? [];
  if (!scheme || !credentials) return undefined;
  if (scheme.toLowerCase() === "bearer") return credentials;
  return Buffer.from(credentials, "base64").toString().split(":")[0] || undefined;
}

/** The key's beginning and last four characters, as far as it is long enough to hide something between them. */
function masked(key: string): string {
  if (key.length < 12) return "*".repeat(key.length);
  const start = key.startsWith("sk_test_") ? 8 : 0;
  return key.slice(0, start) + "*".repeat(key.length - start - 4) + key.slice(-4);
}

function unauthorized(message: string): StripeError {
  return new StripeError(401, { type: "invalid_request_error", message });
}
