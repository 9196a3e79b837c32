import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

/** A reader of a cookie written `<text>.<base64 HMAC-SHA256 of text>`: what it says if its signature holds, else null. */
export function readSigned(
  secret: string | KeyObject,
  name: string,
): (header: string | undefined) => string | null {
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

/** Signs as `readSigned` reads. */
export function signer(secret: string | KeyObject): (text: string) => Buffer {
  const key = typeof secret === "string" ? createSecretKey(Buffer.from(secret)) : secret;
  return (text) => createHmac("sha256", key).update(text).digest();
}

/** What a Cookie header says under a name; null for nothing that can be read. */
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
