export type ByteRange =
  | { kind: "full" }
  /** Positions in bytes, both inclusive, `0 <= start <= end < size`. */
  | { kind: "range"; start: number; end: number }
  | { kind: "unsatisfiable" };

/**
 * Reads a Range header against a representation of `size` bytes (RFC 9110 §14.1.2, §14.2).
 *
 * Promises at most one range, clamped to the size. A missing or malformed header, or another unit than bytes, answers
 * `full`: the RFC lets a server ignore such a header. So does a set of several ranges: honouring it would need
 * multipart/byteranges, which resuming clients never ask for, while overlapping sets are an old way to make a server send
 * far more than it stores (§17.15). Only a well-formed range that selects nothing is `unsatisfiable`.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange {
  const match = header === undefined ? null : SINGLE_RANGE.exec(header);
  if (match === null) return { kind: "full" };
  const [, first = "", last = ""] = match;
  if (first === "") return last === "" ? { kind: "full" } : suffixRange(BigInt(last), size);

  // Positions may have any number of digits, so they are compared exactly before they become numbers.
  const start = BigInt(first);
  if (last !== "" && BigInt(last) < start) return { kind: "full" };
  if (start >= BigInt(size)) return { kind: "unsatisfiable" };
  return { kind: "range", start: Number(start), end: last === "" ? size - 1 : clamp(BigInt(last), size - 1) };
}

// Unit names are case-insensitive (§14.1); a comma anywhere means a set, which does not match.
const SINGLE_RANGE = /^[ \t]*bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

function suffixRange(length: bigint, size: number): ByteRange {
  if (length === 0n) return { kind: "unsatisfiable" };
  // The last n bytes of nothing is the whole of nothing; no Content-Range could describe it.
  if (size === 0) return { kind: "full" };
  return { kind: "range", start: size - clamp(length, size), end: size - 1 };
}

function clamp(value: bigint, limit: number): number {
  return value > BigInt(limit) ? limit : Number(value);
}

/**
 * Says whether a Range header may be honoured under this If-Range header (RFC 9110 §13.1.5).
 *
 * No header is no condition: true. Otherwise only the very same strong entity tag matches. A date never does, since two
 * versions can share a second, and a weak tag never does, on either side.
 */
export function ifRangeMatches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return true;
  return STRONG_TAG.test(etag) && header.trim() === etag;
}

/**
 * Says whether an If-None-Match header names this entity tag, by weak comparison (RFC 9110 §8.8.3.2, §13.1.2); `*`
 * matches any. A missing or malformed header matches nothing, which costs a full answer and never a stale one.
 */
export function etagMatches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const tags = entityTags(ifNoneMatch);
  return tags?.some((tag) => withoutWeak(tag) === withoutWeak(etag)) ?? false;
}

const STRONG_TAG = /^"[\x21\x23-\x7e\x80-\xff]*"$/;
const LIST_PART = /[ \t]*(?:((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*)?(,|$)/y;

// A tag may hold commas, so the list is read tag by tag and not split.
function entityTags(list: string): string[] | null {
  const tags: string[] = [];
  for (LIST_PART.lastIndex = 0; ; ) {
    const match = LIST_PART.exec(list);
    if (match === null) return null;
    if (match[1] !== undefined) tags.push(match[1]);
    if (match[2] === "") return tags;
  }
}

function withoutWeak(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}

/** The Content-Range value of a 206 answer (RFC 9110 §14.4); positions in bytes, both inclusive. */
export function contentRange(start: number, end: number, size: number): string {
  return `bytes ${start}-${end}/${size}`;
}

/** The Content-Range value of a 416 answer (RFC 9110 §15.5.17): tells the client the current size in bytes. */
export function unsatisfiedRange(size: number): string {
  return `bytes */${size}`;
}
