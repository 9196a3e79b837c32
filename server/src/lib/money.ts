/** An amount in the currency's minor unit (an integer) and its ISO 4217 code in lower case, as Stripe writes both. */
export type Money = { amount: number; currency: string };

/** The largest single charge, in minor units: Stripe takes eight digits. */
export const MAXIMUM_CHARGE = 99_999_999;

/**
 * How many digits the minor unit of an ISO currency code has, as Stripe counts them (docs.stripe.com/currencies).
 *
 * Not taken from Intl: its data follows cash use, which says 0 for forint and rupiah where Stripe's amounts have two
 * digits (a price would be off by a hundred), and it changes with the runtime. Króna and Ugandan shilling are left at
 * Stripe's two as well, though nobody uses their cents.
 */
export function currencyDigits(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/**
 * The smallest charge in minor units, or null for a currency that cannot be sold in. These are the minimums Stripe
 * documents; where it settles in another currency it converts first, so Stripe may still refuse a price near the line.
 */
export function minimumCharge(currency: string): number | null {
  return MINIMUM_CHARGES.get(currency) ?? null;
}

/** Whether prices may be set in this currency: lower-case ISO code, and a minimum is known to hold prices against. */
export function isSupportedCurrency(currency: string): boolean {
  return MINIMUM_CHARGES.has(currency);
}

const MINIMUM_CHARGES: ReadonlyMap<string, number> = new Map([
  ["aed", 200],
  ["aud", 50],
  ["brl", 50],
  ["cad", 50],
  ["chf", 50],
  ["czk", 1500],
  ["dkk", 250],
  ["eur", 50],
  ["gbp", 30],
  ["hkd", 400],
  ["huf", 17_500],
  ["inr", 50],
  ["jpy", 50],
  ["mxn", 1000],
  ["myr", 200],
  ["nok", 300],
  ["nzd", 50],
  ["pln", 200],
  ["ron", 200],
  ["sek", 300],
  ["sgd", 50],
  ["thb", 1000],
  ["usd", 50],
]);

/** Supported currency codes, in alphabetical order. */
export const SUPPORTED_CURRENCIES: readonly string[] = [...MINIMUM_CHARGES.keys()];

/**
 * Writes an amount for people of a locale (BCP 47), always with all the digits of its minor unit; negative amounts too.
 * Exact for every safe integer. Throws RangeError for an amount that is not one, or a malformed code or locale.
 */
export function formatMoney(money: Money, locale: string): string {
  return formatter(money.currency, locale).format(decimalText(money) as Intl.StringNumericLiteral);
}

// Building a formatter is far dearer than using one. Locales come from requests, so the cache is bounded.
const formatters = new Map<string, Intl.NumberFormat>();
const MOST_FORMATTERS = 200;

function formatter(currency: string, locale: string): Intl.NumberFormat {
  const key = `${currency} ${locale}`;
  const known = formatters.get(key);
  if (known) return known;
  const digits = currencyDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(key, made);
  return made;
}

/** An amount as a plain decimal number ("-19.00"), for machines. Digits moved as text: dividing would bring in binary fractions. */
export function decimalText({ amount, currency }: Money): string {
  requireInteger(amount, "amount");
  const digits = currencyDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const sign = amount < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Reads a price as typed ("19.99", "20") into minor units without floating point, or null.
 *
 * Refuses signs, exponents, grouping, a comma, digits missing on either side of the point, leading zeros, more decimals
 * than the currency has, anything above MAXIMUM_CHARGE and unsupported currencies. Zero is a price; a minimum is not checked.
 */
export function parseMoneyInput(text: string, currency: string): number | null {
  const match = PRICE.exec(text.trim());
  if (match === null || !isSupportedCurrency(currency)) return null;
  const [, whole = "", decimals = ""] = match;
  const digits = currencyDigits(currency);
  if (decimals.length > digits) return null;
  const amount = Number(whole + decimals.padEnd(digits, "0"));
  return amount <= MAXIMUM_CHARGE ? amount : null;
}

const PRICE = /^(0|[1-9][0-9]{0,7})(?:\.([0-9]{1,3}))?$/;

/** Reads a percentage such as "10" or "2.75" (0 to 100, at most two decimals) into basis points, or null. */
export function basisPointsOf(percent: string): number | null {
  const match = PERCENT.exec(percent.trim());
  if (match === null) return null;
  const points = Number(match[1] + (match[2] ?? "").padEnd(2, "0"));
  return points <= 10_000 ? points : null;
}

const PERCENT = /^(0|[1-9][0-9]{0,2})(?:\.([0-9]{1,2}))?$/;

/**
 * The share of an amount, in minor units, rounded half up: 5 % of 10 is 1 (0.5 goes up). Between 0 and the amount.
 * `basisPoints` are hundredths of a percent, 0 to 10000. Throws RangeError for negative, fractional or oversized input.
 */
export function feeOf(amount: number, basisPoints: number): number {
  requireInteger(amount, "amount");
  requireInteger(basisPoints, "basis points");
  if (amount < 0) throw new RangeError("amount must not be negative");
  if (basisPoints < 0 || basisPoints > 10_000) throw new RangeError("basis points must be 0 to 10000");
  // BigInt division drops the remainder, so half of the divisor is added first.
  return Number((BigInt(amount) * BigInt(basisPoints) + 5_000n) / 10_000n);
}

/** Adds amounts of one currency. Throws RangeError for mixed currencies, or a sum that is no longer an exact integer. */
export function addMoney(first: Money, ...others: Money[]): Money {
  let amount = requireInteger(first.amount, "amount");
  for (const other of others) {
    if (other.currency !== first.currency) {
      throw new RangeError(`cannot add ${other.currency} to ${first.currency}`);
    }
    amount = requireInteger(amount + requireInteger(other.amount, "amount"), "sum");
  }
  return { amount, currency: first.currency };
}

function requireInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a whole number of minor units`);
  return value;
}
