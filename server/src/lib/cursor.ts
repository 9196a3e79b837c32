import { isId } from "./ids.ts";

export type CursorPart = string | number | null;

/** What a part must be; a trailing `?` also allows null. */
export type CursorKind = Kind | `${Kind}?`;
type Kind = "string" | "number" | "integer" | "uuid" | "time";

type PartOf<K extends CursorKind> = K extends `${infer Base extends Kind}?`
  ? PartOf<Base> | null
  : K extends "number" | "integer"
    ? number
    : string;

/** The decoded parts, typed after the shape they were checked against. */
export type CursorOf<Shape extends readonly CursorKind[]> = { [I in keyof Shape]: PartOf<Shape[I]> };

/**
 * Writes the sort keys of a page's last row as an opaque, URL-safe text. It is not signed and not secret: whoever changes
 * it only asks for another page of what they may see. Throws RangeError for parts that could not be read back (NaN,
 * infinities, NUL, more than LONGEST_CURSOR characters in all).
 */
export function encodeCursor(parts: readonly CursorPart[]): string {
  const text = Buffer.from(JSON.stringify(parts)).toString("base64url");
  if (!parts.every(isPortable) || text.length > LONGEST_CURSOR)
    throw new RangeError("a cursor cannot carry this value");
  return text;
}

/** In characters of the encoded text. */
export const LONGEST_CURSOR = 1024;

/**
 * Reads a cursor, or null unless `encodeCursor` could have written it for this shape, in number, order and kind of parts.
 *
 * The kinds keep a forged cursor from failing later in the database: `uuid` is canonical lower case, `time` an ISO 8601
 * instant in UTC ("2030-01-31T23:59:59.123456Z", up to microseconds, returned as text so none are lost), `integer` a safe one.
 */
export function decodeCursor<const Shape extends readonly CursorKind[]>(
  text: string,
  shape: Shape,
): CursorOf<Shape> | null {
  if (text.length > LONGEST_CURSOR || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const parts = parseArray(Buffer.from(text, "base64url").toString());
  if (parts === null || parts.length !== shape.length) return null;
  if (!parts.every((part, index) => isPortable(part) && isKind(part, shape[index] as CursorKind)))
    return null;
  // Only the one spelling that encoding gives: no stray bits, no spaces, no other escapes.
  return encodeCursor(parts as CursorPart[]) === text ? (parts as CursorOf<Shape>) : null;
}

function parseArray(json: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

// PostgreSQL has no text with NUL; a lone surrogate is no text anywhere.
function isPortable(part: unknown): part is CursorPart {
  if (typeof part === "string") return part.isWellFormed() && !part.includes("\0");
  return part === null || Number.isFinite(part);
}

function isKind(part: unknown, kind: CursorKind): boolean {
  if (kind.endsWith("?")) return part === null || isKind(part, kind.slice(0, -1) as Kind);
  if (kind === "number") return typeof part === "number";
  if (kind === "integer") return Number.isSafeInteger(part);
  if (typeof part !== "string") return false;
  if (kind === "uuid") return isId(part);
  return kind === "time" ? isTime(part) : true;
}

const TIME = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

// Date rolls the 30th of February over into March, so the day must come back unchanged.
function isTime(text: string): boolean {
  const time = TIME.test(text) ? new Date(text) : null;
  return (
    time !== null && !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === text.slice(0, 19)
  );
}
