import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
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

/** A reader of one of better-auth's signed cookies: what it says if its signature holds, else null. */
export function readSigned(secret: string, name: string): (header: string | undefined) => string | null {
  const sign = signer(secret);
  return (header) => {
    const value = cookieValue(header, name);
    if (value === null) return null;
    const dot = value.lastIndexOf(".");
    if (dot <= 0) return null;
    const text = value.slice(0, dot);
    const expected = sign(text);
    const given = Buffer.from(value.slice(dot + 1), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected) ? text : null;
  };
}

function signer(secret: string): (text: string) => Buffer {
  const key = createSecretKey(Buffer.from(secret));
  return (text) => createHmac("sha256", key).update(text).digest();
}

/** A Cookie header without one of its cookies. */
export function withoutCookie(header: string | undefined, name: string): string {
  const parts = (header ?? "").split(";").map((part) => part.trim());
  return parts.filter((part) => part.split("=")[0] !== name).join("; ");
}

export function cookieValue(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  for (const part of header.split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(part.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
