import { describe, expect, it } from "vitest";
import { sellingPrice } from "./price-rules.ts";

describe("sellingPrice", () => {
  const allowed = (amount: unknown, currency: unknown = "usd") =>
    sellingPrice.safeParse({ amount, currency }).success;

  it("allows nothing, the minimum and the maximum", () => {
    for (const amount of [0, 50, 1999, 99_999_999]) expect(allowed(amount)).toBe(true);
    expect(allowed(50, "jpy")).toBe(true);
    expect(allowed(30, "gbp")).toBe(true);
  });

  it("refuses every other number", () => {
    for (const amount of [
      -1,
      -0.5,
      1,
      49,
      19.99,
      0.1,
      100_000_000,
      1e21,
      NaN,
      Infinity,
      -Infinity,
      "100",
      null,
      [100],
      true,
    ])
      expect(allowed(amount), String(amount)).toBe(false);
  });

  it("refuses currencies that cannot be charged", () => {
    for (const currency of ["USD", "xxx", "btc", "", "us", "usdd", null, 7]) {
      expect(allowed(1000, currency), String(currency)).toBe(false);
    }
    expect(sellingPrice.safeParse({ amount: 1000, currency: "usd", extra: 1 }).success).toBe(false);
  });
});
