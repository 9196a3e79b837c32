/**
 * The path to return to, or the fallback when it could lead off this origin:
 * only "/…" without a second slash, backslash or control character counts.
 */
export function localPath(next: string | string[] | null | undefined, fallback = "/"): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next)) return fallback;
  return hasOddCharacter(next) ? fallback : next;
}

/** A sign-in address that comes back to `path`. */
export function signInPath(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}

function hasOddCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f || character === "\\") return true;
  }
  return false;
}
