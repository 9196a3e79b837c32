import { currencyDigits, type Price } from "@vaulture/sdk";
import { numbers } from "./format.ts";
import { defaultLocale } from "./locale.ts";

/** "$19", "$19.50", "¥1,900": the currency's own digits, none when they are all zero. */
export function formatPrice({ amount, currency }: Price, locale = defaultLocale): string {
  return formatted(amount, currency, locale, { trailingZeroDisplay: "stripIfInteger" });
}

/** Every digit of the sum, for columns that line up: "$19.00". */
export function formatSum({ amount, currency }: Price, locale = defaultLocale): string {
  return formatted(amount, currency, locale);
}

/** What somebody typed as minor units, or null when it is no amount of that currency ("19.999", "-1", "abc"). */
export function parsePrice(typed: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(typed.trim());
  if (!match) return null;
  const fraction = match[2] ?? "";
  if (fraction.length > digits) return null;
  return Number(match[1]) * 10 ** digits + Number(fraction.padEnd(digits, "0") || 0);
}

/** Minor units as the text of a price field: 1950 -> "19.50". */
export function editablePrice({ amount, currency }: Price): string {
  const digits = currencyDigits(currency);
  return (amount / 10 ** digits).toFixed(amount % 10 ** digits === 0 ? 0 : digits);
}

function formatted(
  amount: number,
  currency: string,
  locale: string,
  options: { trailingZeroDisplay?: "stripIfInteger" } = {},
): string {
  const digits = currencyDigits(currency);
  return numbers(locale, {
    ...options,
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as Intl.NumberFormatOptions).format(amount / 10 ** digits);
}
