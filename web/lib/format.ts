import { defaultLocale } from "./locale.ts";

/** "May 12, 2026", in the order of the locale's region. */
export function formatDate(iso: string, locale = defaultLocale, timeZone = "UTC"): string {
  return dates(locale, timeZone, { day: "numeric", month: "short", year: "numeric" }).format(new Date(iso));
}

/** "May 12, 2026, 2:05 PM UTC": with the name of the time zone, so that it is never mistaken. */
export function formatDateTime(iso: string, locale = defaultLocale, timeZone = "UTC"): string {
  return dates(locale, timeZone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(iso));
}

/** "340 B", "12 KB", "4.2 MB", "1.5 GB"; powers of 1024. */
export function formatBytes(bytes: number, locale = defaultLocale): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const maximumFractionDigits = unit > 0 && value < 10 ? 1 : 0;
  return `${numbers(locale, { maximumFractionDigits }).format(value)}\u00a0${units[unit]}`;
}

/** "12 s", "3 min", "2 h 10 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** The length of a film or a song: "2:05", "1:02:05". */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** "1,200". */
export function formatCount(count: number, locale = defaultLocale): string {
  return numbers(locale, {}).format(count);
}

/** "1 file", "3 files". */
export function plural(count: number, one: string, many = `${one}s`, locale = defaultLocale): string {
  return `${formatCount(count, locale)} ${count === 1 ? one : many}`;
}

/** A number format of a locale. Making one takes many times longer than using it, so each is made once. */
export function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numberFormats, locale + JSON.stringify(options), () => new Intl.NumberFormat(locale, options));
}

function dates(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const make = () => new Intl.DateTimeFormat(locale, { ...options, timeZone });
  return kept(dateFormats, `${locale} ${timeZone} ${options.hour ?? ""}`, make);
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function kept<T>(formats: Map<string, T>, key: string, make: () => T): T {
  const found = formats.get(key);
  if (found) return found;
  // Visitors choose the locale: many of them must not fill the memory.
  if (formats.size >= 500) formats.clear();
  const made = make();
  formats.set(key, made);
  return made;
}
