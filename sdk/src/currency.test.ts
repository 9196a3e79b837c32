import { describe, expect, it } from "vitest";
import { currencyDigits } from "./currency.ts";

describe("digits of a currency's minor unit", () => {
  it.each([
    ["usd", 2],
    ["jpy", 0],
    ["krw", 0],
    ["kwd", 3],
    ["tnd", 3],
  ] as const)("%s has %d", (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits);
  });

  it.each(["huf", "twd", "isk", "ugx", "idr"])("%s has two, whatever people use in cash", (currency) => {
    expect(currencyDigits(currency)).toBe(2);
  });
});
