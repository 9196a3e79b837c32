/** How numbers, prices and dates are written where nothing is known of the reader. */
export const defaultLocale = "en-US";

/**
 * The way to write numbers, prices and dates for a reader: English words, the customs of their region ("en-DE"). The region is that
 * of the first language of an Accept-Language header (RFC 9110, 12.5.4) which has one, or where that language is mostly spoken;
 * {@link defaultLocale} for anything that is no language.
 */
export function localeOf(acceptLanguage: string | null | undefined): string {
  for (const range of (acceptLanguage ?? "").slice(0, 200).split(",")) {
    const tag = range.split(";")[0]?.trim() ?? "";
    const region = /^[a-z]/i.test(tag) ? regionOf(tag) : null;
    if (region) return `en-${region}`;
  }
  return defaultLocale;
}

function regionOf(tag: string): string | null {
  try {
    const region = new Intl.Locale(tag).maximize().region;
    // "419" and the like are parts of the world without customs of their own.
    return region && /^[A-Z]{2}$/.test(region) && regions.of(region) ? region : null;
  } catch {
    return null;
  }
}

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
