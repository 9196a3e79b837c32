import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editablePrice, formatPrice, formatSum, parsePrice } from "./money.ts";

describe("money", () => {
  it("shows a price as short as it can and a sum in full", () => {
    expect(formatPrice({ amount: 1900, currency: "usd" })).toBe("$19");
    expect(formatPrice({ amount: 1950, currency: "usd" })).toBe("$19.50");
    expect(formatPrice({ amount: 1900, currency: "jpy" })).toBe("¥1,900");
    expect(formatSum({ amount: 1900, currency: "usd" })).toBe("$19.00");
  });

  it("writes the currency as the region does", () => {
    expect(formatPrice({ amount: 1900, currency: "usd" }, "en-GB")).toBe("US$19");
    expect(formatPrice({ amount: 1950, currency: "eur" }, "en-IE")).toBe("€19.50");
    expect(formatSum({ amount: 123_456_700, currency: "inr" }, "en-IN")).toBe("₹12,34,567.00");
    expect(formatPrice({ amount: 123_400, currency: "usd" }, "en-SE")).toBe("1\u00a0234\u00a0US$");
  });

  it("counts a currency's digits as the API does, not as cash is used", () => {
    expect(formatPrice({ amount: 175_000, currency: "huf" })).toBe("HUF\u00a01,750");
    expect(formatSum({ amount: 175_050, currency: "huf" })).toBe("HUF\u00a01,750.50");
    expect(parsePrice("1750", "huf")).toBe(175_000);
    expect(formatSum({ amount: 1500, currency: "kwd" })).toBe("KWD\u00a01.500");
  });

  it.each([
    ["19", "usd", 1900],
    ["19.5", "usd", 1950],
    [" 0,99 ", "eur", 99],
    ["0", "usd", 0],
    ["1900", "jpy", 1900],
  ])("reads %j %s", (typed, currency, amount) => {
    expect(parsePrice(typed, currency)).toBe(amount);
  });

  it.each([
    ["19.999", "usd"],
    ["-1", "usd"],
    ["1e3", "usd"],
    ["", "usd"],
    ["12.5", "jpy"],
    ["$5", "usd"],
    ["1 000", "usd"],
  ])("refuses %j %s", (typed, currency) => {
    expect(parsePrice(typed, currency)).toBeNull();
  });

  it("reads back what it offers for editing", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom("usd", "jpy", "huf", "kwd"),
        (amount, currency) => {
          expect(parsePrice(editablePrice({ amount, currency }), currency)).toBe(amount);
        },
      ),
    );
  });
});
