const LONGEST_URL = 200;
const LONGEST_PATH = 2000;

/**
 * Whether a link given by a user may be shown as one: an absolute http or https URL with a host, at most 200 characters,
 * without credentials, and without white space, control, invisible or direction-changing characters or backslashes, which
 * browsers drop or read as something else (WHATWG URL §4.4). Says nothing about where it leads: never fetch it.
 */
export function isSafeHttpUrl(text: string): boolean {
  if (text.length > LONGEST_URL || !text.isWellFormed() || UNSAFE_CHARACTER.test(text)) return false;
  // The parser would also take "https:host" and "https:///host"; a reader would not.
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  if (authority === undefined || authority.includes("@")) return false;
  return URL.canParse(text);
}

const UNSAFE_CHARACTER = /[\s\\\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u;

/**
 * Whether a text may be followed after signing in: a path on this site, such as "/library?tab=files#top".
 *
 * Refuses everything that some browser, proxy or router could take for another site: a second slash or a backslash, plain
 * or percent-encoded, encoded dots, white space and control characters. At most 2000 characters.
 */
export function isLocalPath(text: string): boolean {
  if (text.length > LONGEST_PATH || !text.isWellFormed() || UNSAFE_CHARACTER.test(text)) return false;
  if (!text.startsWith("/")) return false;
  const path = text.split(/[?#]/, 1)[0] as string;
  return !path.includes("//") && !ENCODED_TRICK.test(path) && URL.parse(text, HERE)?.origin === HERE;
}

const HERE = "http://here.invalid";

// Encoded slash, backslash, dot, percent sign and control characters: harmless here, not after somebody decodes them.
const ENCODED_TRICK = /%(?:2f|5c|2e|25|7f|[01][0-9a-f])/i;
