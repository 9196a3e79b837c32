import type { Price } from "@vaulture/sdk";

export interface SaleTotals {
  count: number;
  gross: Price;
  fees: Price;
  refunded: Price;
  net: Price;
}

/** The sums of a page of sales, where the API gives them. */
export function totalsOf(page: object): SaleTotals | null {
  return "totals" in page && page.totals ? (page.totals as SaleTotals) : null;
}
