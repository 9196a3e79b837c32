import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";
import { isId } from "./ids.ts";

/** `id`, 0 to 255, is written into what the key signs, so that a check need not try every key. */
export type SigningKey = { id: number; key: KeyObject };
export type SigningKeys = { current: SigningKey; previous: SigningKey[] };

/** What a download URL says: a download row, the viewer it was made for, and when starting ends (epoch seconds). */
export type Ticket = { downloadId: string; viewerId: string; expiresAt: number };
/** What the URL of something shown in a page says: no row stands behind it. `variant` is a form of the file; 0 is the original. */
export type ViewTicket = {
  viewId: string;
  fileId: string;
  viewerId: string;
  variant: number;
  expiresAt: number;
};

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

// Download: version 1 | key id 1 | download id 16 | viewer id 16 | expiry 6 | HMAC-SHA256 32.
// View:     version 1 | key id 1 | view id 16 | viewer id 16 | file id 16 | variant 2 | expiry 6 | HMAC-SHA256 32.
// Every field has one length and one encoding, and 72 and 90 bytes are exactly 96 and 120 characters: no two texts carry the
// same ticket. Each kind has its own keys, its own version and its own length.
const DOWNLOAD_VERSION = 1;
const VIEW_VERSION = 2;
const KEY_ID_AT = 1;
const ID_AT = 2;
const VIEWER_AT = 18;
const FILE_AT = 34;
const VARIANT_AT = 50;
const EXPIRY_BYTES = 6;
const MAC_BYTES = 32;
const DOWNLOAD_BYTES = 34 + EXPIRY_BYTES + MAC_BYTES;
const VIEW_BYTES = 52 + EXPIRY_BYTES + MAC_BYTES;
const TEXT = /^[A-Za-z0-9_-]+$/;

/**
 * Writes a ticket as 96 URL-safe characters, signed with the current key. It holds ids only: no path, no secret.
 * Throws TypeError unless both ids are canonical lower-case UUIDs and the expiry is a whole number of seconds.
 */
export function sealTicket(keys: SigningKeys, ticket: Ticket): string {
  const bytes = blank(DOWNLOAD_VERSION, DOWNLOAD_BYTES);
  writeId(bytes, ticket.downloadId, ID_AT);
  writeId(bytes, ticket.viewerId, VIEWER_AT);
  return seal(keys, bytes, ticket.expiresAt);
}

/**
 * Reads a ticket, or null unless it is exactly what `sealTicket` wrote with one of these keys: wrong length, padding,
 * other alphabets, unknown version or key, any changed bit. Does not look at the clock: the caller compares `expiresAt`.
 */
export function openTicket(keys: SigningKeys, text: string): Ticket | null {
  const bytes = unseal(keys, text, DOWNLOAD_VERSION, DOWNLOAD_BYTES);
  return (
    bytes && {
      downloadId: uuidAt(bytes, ID_AT),
      viewerId: uuidAt(bytes, VIEWER_AT),
      expiresAt: expiryOf(bytes),
    }
  );
}

/** The same for a view, as 120 characters. `variant` is a whole number up to 65535. */
export function sealViewTicket(keys: SigningKeys, ticket: ViewTicket): string {
  const bytes = blank(VIEW_VERSION, VIEW_BYTES);
  writeId(bytes, ticket.viewId, ID_AT);
  writeId(bytes, ticket.viewerId, VIEWER_AT);
  writeId(bytes, ticket.fileId, FILE_AT);
  bytes.writeUInt16BE(ticket.variant, VARIANT_AT);
  return seal(keys, bytes, ticket.expiresAt);
}

/** Reads a view ticket, as strictly as `openTicket`; neither ever reads what was sealed as the other. */
export function openViewTicket(keys: SigningKeys, text: string): ViewTicket | null {
  const bytes = unseal(keys, text, VIEW_VERSION, VIEW_BYTES);
  return (
    bytes && {
      viewId: uuidAt(bytes, ID_AT),
      viewerId: uuidAt(bytes, VIEWER_AT),
      fileId: uuidAt(bytes, FILE_AT),
      variant: bytes.readUInt16BE(VARIANT_AT),
      expiresAt: expiryOf(bytes),
    }
  );
}

function blank(version: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  bytes[0] = version;
  return bytes;
}

function writeId(bytes: Buffer, id: string, offset: number): void {
  if (!isId(id)) throw new TypeError("a ticket needs canonical UUIDs");
  bytes.write(id.replaceAll("-", ""), offset, "hex");
}

/** Fills in what every ticket ends with: the key's id, the expiry and the signature over all before it. */
function seal(keys: SigningKeys, bytes: Buffer, expiresAt: number): string {
  if (!Number.isInteger(expiresAt) || expiresAt < 0 || expiresAt >= 2 ** (8 * EXPIRY_BYTES)) {
    throw new TypeError("a ticket's expiry is a whole number of seconds since 1970");
  }
  const macAt = bytes.length - MAC_BYTES;
  bytes[KEY_ID_AT] = keys.current.id;
  bytes.writeUIntBE(expiresAt, macAt - EXPIRY_BYTES, EXPIRY_BYTES);
  mac(keys.current, bytes).copy(bytes, macAt);
  return bytes.toString("base64url");
}

function unseal(keys: SigningKeys, text: string, version: number, length: number): Buffer | null {
  if (text.length !== (length / 3) * 4 || !TEXT.test(text)) return null;
  const bytes = Buffer.from(text, "base64url");
  return bytes[0] === version && isSigned(keys, bytes) ? bytes : null;
}

function expiryOf(bytes: Buffer): number {
  return bytes.readUIntBE(bytes.length - MAC_BYTES - EXPIRY_BYTES, EXPIRY_BYTES);
}

// Two secrets can share an id, so every key with the id is tried.
function isSigned(keys: SigningKeys, bytes: Buffer): boolean {
  const given = bytes.subarray(bytes.length - MAC_BYTES);
  const fits = (key: SigningKey) => key.id === bytes[KEY_ID_AT] && timingSafeEqual(mac(key, bytes), given);
  return fits(keys.current) || keys.previous.some(fits);
}

function mac(key: SigningKey, bytes: Buffer): Buffer {
  return createHmac("sha256", key.key)
    .update(bytes.subarray(0, bytes.length - MAC_BYTES))
    .digest();
}

function uuidAt(bytes: Buffer, offset: number): string {
  const hex = bytes.toString("hex", offset, offset + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
