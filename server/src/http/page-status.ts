import { ERRORS, type ErrorCode } from "../errors.ts";

/**
 * The status of a page that explains a refusal: that of the refusal itself, as a browser that was brought there would have been
 * told had it been a program. Null for every other page, which says its own.
 */
export function pageStatus(url: string): number | null {
  const { pathname, searchParams } = new URL(url, "http://page.invalid");
  if (pathname !== "/denied") return null;
  const code = searchParams.get("code") ?? "";
  return Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode][0] : 403;
}

/** After how many seconds whoever was told to wait may come back, from the page that tells them; null for every other page. */
export function pageRetryAfter(url: string): string | null {
  if (pageStatus(url) !== 429) return null;
  const wait = new URL(url, "http://page.invalid").searchParams.get("wait") ?? "";
  return /^[1-9]\d{0,3}$/.test(wait) ? wait : "60";
}
