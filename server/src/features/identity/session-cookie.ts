import { readSigned, signer } from "../../lib/cookies.ts";
import type { SessionCookie } from "../../ports/auth/port.ts";

/**
 * The session cookie in better-auth's format: `<token>.<base64 HMAC-SHA256 of token>`, percent-encoded. Read here rather than
 * by the library, which costs milliseconds where this costs microseconds.
 */
export function sessionCookie(options: {
  secret: string;
  secure: boolean;
  maxAgeSeconds: number;
}): SessionCookie {
  const name = `${options.secure ? "__Secure-" : ""}vaulture.session_token`;
  const sign = signer(options.secret);
  return {
    name,
    read: readSigned(options.secret, name),
    write(token) {
      const value = encodeURIComponent(`${token}.${sign(token).toString("base64")}`);
      const secure = options.secure ? "; Secure" : "";
      return `${name}=${value}; Max-Age=${options.maxAgeSeconds}; Path=/; HttpOnly${secure}; SameSite=Lax`;
    },
  };
}

/** A Cookie header without one of its cookies. */
export function withoutCookie(header: string | undefined, name: string): string {
  const parts = (header ?? "").split(";").map((part) => part.trim());
  return parts.filter((part) => part.split("=")[0] !== name).join("; ");
}
