/**
 * How many digits the minor unit of a lower-case ISO currency code has in this API's amounts, as Stripe counts them
 * (docs.stripe.com/currencies). Intl cannot say: its data follows cash use, where the forint has none and Stripe's two.
 * The server's own table is the measure; this is its copy for clients.
 */
export function currencyDigits(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));
