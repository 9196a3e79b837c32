import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";
import { isId } from "./ids.ts";

/** `id`, 0 to 255, is written into what the key signs, so that a check need not try every key. */
export type SigningKey = { id: number; key: KeyObject };
export type SigningKeys = { current: SigningKey; previous: SigningKey[] };

/** What a download URL says: a download row, the viewer it was made for, and when starting ends (epoch seconds). */
export type Ticket = { downloadId: string; viewerId: string; expiresAt: number };

/**
 * Derives signing keys for one purpose from the installation's secrets: the first signs, all of them verify.
 *
 * Keys of different purposes are unrelated (HKDF, RFC 5869 §3.2), so nothing signed for one passes for another. A key's
 * id comes from its secret alone: rotating or reordering secrets keeps ids. Throws when there is no secret or one is
 * shorter than 32 characters.
 */
export function signingKeysFrom(secrets: readonly string[], purpose: string): SigningKeys {
  const [current, ...previous] = [...new Set(secrets)].map((secret) => deriveKey(secret, purpose));
  if (current === undefined) throw new Error("at least one signing secret is needed");
  return { current, previous };
}

const SHORTEST_SECRET = 32;

function deriveKey(secret: string, purpose: string): SigningKey {
  if (secret.length < SHORTEST_SECRET) {
    throw new Error(`a signing secret must have at least ${SHORTEST_SECRET} characters`);
  }
  return {
    id: derive(secret, "key-id")[0] as number,
    key: createSecretKey(derive(secret, `mac:${purpose}`)),
  };
}

function derive(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `vaulture:${use}`, MAC_BYTES));
}

// version 1 | key id 1 | download id 16 | viewer id 16 | expiry 6 | HMAC-SHA256 32. Every field has one length and one
// encoding, and 72 bytes are exactly 96 characters: no two texts carry the same ticket.
const VERSION = 1;
const KEY_ID_AT = 1;
const DOWNLOAD_AT = 2;
const VIEWER_AT = 18;
const EXPIRY_AT = 34;
const EXPIRY_BYTES = 6;
const MAC_AT = EXPIRY_AT + EXPIRY_BYTES;
const MAC_BYTES = 32;
const TICKET_BYTES = MAC_AT + MAC_BYTES;
const TICKET_TEXT = /^[A-Za-z0-9_-]{96}$/;

/**
 * Writes a ticket as 96 URL-safe characters, signed with the current key. It holds ids only: no path, no secret.
 * Throws TypeError unless both ids are canonical lower-case UUIDs and the expiry is a whole number of seconds.
 */
export function sealTicket(keys: SigningKeys, ticket: Ticket): string {
  const { downloadId, viewerId, expiresAt } = ticket;
  if (!isId(downloadId) || !isId(viewerId)) throw new TypeError("a ticket needs canonical UUIDs");
  if (!Number.isInteger(expiresAt) || expiresAt < 0 || expiresAt >= 2 ** (8 * EXPIRY_BYTES)) {
    throw new TypeError("a ticket's expiry is a whole number of seconds since 1970");
  }
  const bytes = Buffer.allocUnsafe(TICKET_BYTES);
  bytes[0] = VERSION;
  bytes[KEY_ID_AT] = keys.current.id;
  bytes.write(downloadId.replaceAll("-", ""), DOWNLOAD_AT, "hex");
  bytes.write(viewerId.replaceAll("-", ""), VIEWER_AT, "hex");
  bytes.writeUIntBE(expiresAt, EXPIRY_AT, EXPIRY_BYTES);
  mac(keys.current, bytes).copy(bytes, MAC_AT);
  return bytes.toString("base64url");
}

/**
 * Reads a ticket, or null unless it is exactly what `sealTicket` wrote with one of these keys: wrong length, padding,
 * other alphabets, unknown version or key, any changed bit. Does not look at the clock: the caller compares `expiresAt`.
 */
export function openTicket(keys: SigningKeys, text: string): Ticket | null {
  if (!TICKET_TEXT.test(text)) return null;
  const bytes = Buffer.from(text, "base64url");
  if (bytes[0] !== VERSION || !isSigned(keys, bytes)) return null;
  return {
    downloadId: uuidAt(bytes, DOWNLOAD_AT),
    viewerId: uuidAt(bytes, VIEWER_AT),
    expiresAt: bytes.readUIntBE(EXPIRY_AT, EXPIRY_BYTES),
  };
}

// Two secrets can share an id, so every key with the id is tried.
function isSigned(keys: SigningKeys, bytes: Buffer): boolean {
  const given = bytes.subarray(MAC_AT);
  const fits = (key: SigningKey) => key.id === bytes[KEY_ID_AT] && timingSafeEqual(mac(key, bytes), given);
  return fits(keys.current) || keys.previous.some(fits);
}

function mac(key: SigningKey, bytes: Buffer): Buffer {
  return createHmac("sha256", key.key).update(bytes.subarray(0, MAC_AT)).digest();
}

function uuidAt(bytes: Buffer, offset: number): string {
  const hex = bytes.toString("hex", offset, offset + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
