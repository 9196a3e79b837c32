import { money } from "../pages/money.ts";
import { invalidRequest, type StripeError } from "../wire/errors.ts";

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in the smallest unit. */
const least: Partial<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** Stripe's refusal of an amount that costs more to move than it is worth; undefined when there is none. */
export function tooSmall(amount: number, currency: string, param: string): StripeError | undefined {
  const enough = least[currency] ?? 50;
  if (amount >= enough) return undefined;
  return invalidRequest(`Amount must be at least ${money(enough, currency)} ${currency}`, {
    code: "amount_too_small",
    param,
  });
}
