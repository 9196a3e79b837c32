import { cookieValue } from "../../lib/cookies.ts";

/** Browsers end cookies after 400 days at the latest (RFC 6265bis, 5.6.2). */
const MAX_AGE_SECONDS = 400 * 86_400;

/** A cookie by which a browser is known again at its next sign-in. It opens nothing: whoever copies it spares a mail and has its 15 tries. */
export function deviceCookie(secure: boolean) {
  const name = `${secure ? "__Secure-" : ""}vaulture.device`;
  return {
    /** The token a browser brings, or null when it brings none of ours. */
    read(header: string | undefined): string | null {
      const value = cookieValue(header, name);
      return value !== null && /^[\w-]{43}$/.test(value) ? value : null;
    },
    write: (token: string) =>
      `${name}=${token}; Max-Age=${MAX_AGE_SECONDS}; Path=/api/auth; HttpOnly${secure ? "; Secure" : ""}; SameSite=Lax`,
  };
}
