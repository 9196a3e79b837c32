/** Currencies without a smaller unit, by Stripe's count (https://docs.stripe.com/currencies#zero-decimal). */
const whole = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));

/** An amount in the smallest unit as people read it: `$19.00`, `¥500`. */
export function money(amount: number, currency: string): string {
  const digits = whole.has(currency) ? 0 : 2;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}
