import { currencyDigits, MAXIMUM_CHARGE } from "../../lib/money.ts";

/** Bounds of the ranges that are offered, in minor units: ten, twenty-five and fifty where a unit has hundredths. */
const STEPS = [1000, 2500, 5000];

/**
 * The smallest and largest price in minor units that a range such as `10-25` means, both included; `free` is nothing but 0, and
 * every other range begins above it. An upper bound below the lower one leaves nothing.
 */
export function priceRange(value: string, currency: string): { least: number; most: number } {
  if (value === "free") return { least: 0, most: 0 };
  const unit = 10 ** currencyDigits(currency);
  const [from = "", below = ""] = value.split("-");
  const least = Math.max(1, Math.round(Number(from) * unit));
  const most = below === "" ? MAXIMUM_CHARGE : Math.max(1, Math.round(Number(below) * unit) - 1);
  return { least, most };
}

export type OfferedRange = { value: string; from: number | null; below: number | null };

/** The ranges that the marketplace offers, disjoint and ascending; bounds in minor units. */
export function offeredRanges(currency: string): OfferedRange[] {
  const unit = 10 ** currencyDigits(currency);
  const bounds = [null, ...STEPS, null];
  const paid = bounds.slice(1).map((below, index) => {
    const from = bounds[index]!;
    return {
      value: `${from === null ? "" : from / unit}-${below === null ? "" : below / unit}`,
      from: from ?? null,
      below,
    };
  });
  return [{ value: "free", from: 0, below: 0 }, ...paid];
}
