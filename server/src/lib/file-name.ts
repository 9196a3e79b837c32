/** The longest name, in UTF-8 bytes, that common file systems accept. */
const LONGEST_NAME = 255;
/** A longer tail after the last dot is a sentence, not an extension worth keeping. */
const LONGEST_EXTENSION = 32;

/**
 * Makes a name that is safe to show, to store as data and to save under, from whatever a client sent.
 *
 * Keeps only the last path part; removes control, invisible and direction-changing characters (emoji stay whole), drive
 * letters, dots and spaces at both ends; prefixes names Windows reserves with `_`. The result is NFC, 1 to 255 UTF-8
 * bytes long with its extension kept, and cleaning it again changes nothing. It is never a storage key.
 */
export function cleanFileName(raw: string): string {
  const visible = raw.toWellFormed().replace(EMOJI_OR_HIDDEN, keepEmoji).normalize("NFC");
  const name = trimEnds(shorten(lastPart(visible))) || "file";
  // Only now: shortening can lay a reserved word bare, and the prefix can make a full name one byte too long.
  return WINDOWS_RESERVED.test(name) ? trimEnds(shorten(`_${name}`)) : name;
}

// Joiners, tags and variation selectors are invisible too, but they hold emoji together: a whole emoji is matched first.
// DI is Unicode's Default_Ignorable_Code_Point; Cf holds the bidirectional controls and overrides (UAX #9).
const EMOJI_OR_HIDDEN = /(\p{RGI_Emoji})|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gv;

function keepEmoji(_match: string, emoji: string | undefined): string {
  return emoji ?? "";
}

function lastPart(path: string): string {
  const parts = path.split(/[/\\]/).map((part) => trimEnds(part.replace(DRIVE_LETTERS, "")));
  return parts.findLast((part) => part !== "") ?? "";
}

const DRIVE_LETTERS = /^[.\s\u2800]*(?:[a-z]:[.\s\u2800]*)+/i;

// Index by index: an end-anchored expression would look at a long inner run again from each of its characters.
function trimEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && DOT_OR_SPACE.test(text[start] as string)) start += 1;
  while (end > start && DOT_OR_SPACE.test(text[end - 1] as string)) end -= 1;
  return text.slice(start, end);
}

// The blank Braille pattern is drawn as a space though Unicode does not count it as one.
const DOT_OR_SPACE = /[.\s\u2800]/;

// Windows opens a device for these, whatever extension or alternate stream follows (Microsoft, "Naming Files").
const WINDOWS_RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:[.:]|$)/i;

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot) : "";
  const size = Buffer.byteLength(extension);
  if (size < 2 || size > LONGEST_EXTENSION) return cut(name, LONGEST_NAME);
  return cut(name.slice(0, dot), LONGEST_NAME - size) + extension;
}

// Cuts between what a reader sees as characters; a single one that is too long is cut between code points.
function cut(text: string, bytes: number): string {
  const whole = prefix(graphemes(text), bytes);
  return whole === "" ? prefix(text, bytes) : whole;
}

function prefix(pieces: Iterable<string>, bytes: number): string {
  let kept = "";
  let left = bytes;
  for (const piece of pieces) {
    left -= Buffer.byteLength(piece);
    if (left < 0) break;
    kept += piece;
  }
  return kept;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function* graphemes(text: string): Iterable<string> {
  // No more than this many code units can fit, and segmenting a long text is dear.
  for (const { segment } of segmenter.segment(text.slice(0, 2 * LONGEST_NAME).toWellFormed())) yield segment;
}

/**
 * The Content-Disposition value that makes a browser save the bytes under this name (RFC 6266, RFC 8187).
 *
 * Any name may be given: it is cleaned first, so no path, line break or override reaches a header or a disk. `filename`
 * is an ASCII likeness for old clients; `filename*` carries the name itself.
 */
export function contentDisposition(name: string): string {
  const clean = cleanFileName(name);
  return `attachment; filename="${asciiLikeness(clean)}"; filename*=UTF-8''${extendedValue(clean)}`;
}

// Decomposing can produce new slashes, dots and reserved words, so the likeness is cleaned again. `%` is left out
// because some clients decode it here (RFC 6266 appendix D); `"` and `\` so that nothing needs escaping.
function asciiLikeness(name: string): string {
  const ascii = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\w !#$&'()+,\-.;=@[\]^`{}~]+/g, "_");
  return cleanFileName(ascii);
}

// encodeURIComponent leaves four characters bare that RFC 8187 does not count as attr-char.
function extendedValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
