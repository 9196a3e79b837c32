import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMoney,
  basisPointsOf,
  currencyDigits,
  feeOf,
  formatMoney,
  isSupportedCurrency,
  MAXIMUM_CHARGE,
  minimumCharge,
  parseMoneyInput,
  SUPPORTED_CURRENCIES,
} from "./money.ts";

const currencies = fc.constantFrom(...SUPPORTED_CURRENCIES);

/** Writes minor units the long way round, as a check on both directions. */
function decimal(amount: number, currency: string): string {
  const scale = 10 ** currencyDigits(currency);
  const whole = Math.floor(amount / scale);
  return scale === 1
    ? `${whole}`
    : `${whole}.${String(amount % scale).padStart(currencyDigits(currency), "0")}`;
}

describe("currencyDigits", () => {
  it.each([
    ["usd", 2],
    ["eur", 2],
    ["jpy", 0],
    ["krw", 0],
    ["mga", 0],
    ["kwd", 3],
    ["huf", 2],
    ["idr", 2],
    ["isk", 2],
    ["ugx", 2],
  ])("%s has %i", (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits);
  });
});

describe("supported currencies", () => {
  it("have Stripe's minimum", () => {
    expect(minimumCharge("usd")).toBe(50);
    expect(minimumCharge("gbp")).toBe(30);
    expect(minimumCharge("jpy")).toBe(50);
    expect(minimumCharge("huf")).toBe(17_500);
    expect(isSupportedCurrency("usd")).toBe(true);
  });

  it.each(["USD", "", "us", "kwd", "xxx", "bgn", "__proto__", "constructor", "usd "])(
    "do not include %j",
    (currency) => {
      expect(isSupportedCurrency(currency)).toBe(false);
      expect(minimumCharge(currency)).toBeNull();
      expect(parseMoneyInput("10", currency)).toBeNull();
    },
  );

  it("are all ISO codes that can be formatted and charged", () => {
    for (const currency of SUPPORTED_CURRENCIES) {
      expect(currency).toMatch(/^[a-z]{3}$/);
      expect(minimumCharge(currency)).toBeGreaterThan(0);
      expect(formatMoney({ amount: 12_345, currency }, "en")).toMatch(/\d/);
    }
  });
});

describe("formatMoney", () => {
  it.each([
    [1999, "usd", "en-US", "$19.99"],
    [0, "usd", "en-US", "$0.00"],
    [5, "usd", "en-US", "$0.05"],
    [-5, "usd", "en-US", "-$0.05"],
    [2000, "usd", "en-US", "$20.00"],
    [99_999_999, "usd", "en-US", "$999,999.99"],
    [500, "jpy", "en-US", "¥500"],
    [17_500, "huf", "en-US", "HUF 175.00"],
    [1999, "eur", "de-DE", "19,99 €"],
    [Number.MAX_SAFE_INTEGER, "usd", "en-US", "$90,071,992,547,409.91"],
  ])("writes %i %s for %s", (amount, currency, locale, expected) => {
    expect(formatMoney({ amount, currency }, locale).replace(/\u00a0/g, " ")).toBe(expected);
  });

  it("refuses what is not a whole number", () => {
    expect(formatMoney({ amount: 1, currency: "usd" }, "en")).toBe("$0.01");
    for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => formatMoney({ amount, currency: "usd" }, "en")).toThrow(RangeError);
    }
  });

  it("shows every digit of any amount", () => {
    fc.assert(
      fc.property(fc.nat(MAXIMUM_CHARGE), currencies, (amount, currency) => {
        const shown = formatMoney({ amount, currency }, "en-US").replace(/[^0-9.]/g, "");
        expect(shown).toBe(decimal(amount, currency));
      }),
    );
  });
});

describe("parseMoneyInput", () => {
  it.each([
    ["19.99", "usd", 1999],
    ["20", "usd", 2000],
    ["0.5", "usd", 50],
    ["0", "usd", 0],
    ["0.00", "usd", 0],
    [" 7.00 ", "usd", 700],
    ["1.1", "usd", 110],
    ["4.35", "usd", 435],
    ["1.15", "usd", 115],
    ["999999.99", "usd", 99_999_999],
    ["500", "jpy", 500],
    ["99999999", "jpy", 99_999_999],
  ])("reads %j %s", (text, currency, amount) => {
    expect(parseMoneyInput(text, currency)).toBe(amount);
  });

  it.each([
    ["", "usd"],
    ["19.999", "usd"],
    ["19.990", "usd"],
    ["500.0", "jpy"],
    ["500.", "jpy"],
    ["-1", "usd"],
    ["+1", "usd"],
    ["-0", "usd"],
    ["1e3", "usd"],
    ["0x10", "usd"],
    ["NaN", "usd"],
    ["Infinity", "usd"],
    ["1,000", "usd"],
    ["19,99", "usd"],
    ["1 000", "usd"],
    [".5", "usd"],
    ["5.", "usd"],
    ["007", "usd"],
    ["$5", "usd"],
    ["1.2.3", "usd"],
    ["1_000", "usd"],
    ["٣", "usd"],
    ["１", "usd"],
    ["1000000", "usd"],
    ["100000000", "jpy"],
    ["9".repeat(400), "usd"],
  ])("refuses %j %s", (text, currency) => {
    expect(parseMoneyInput(text, currency)).toBeNull();
  });

  it("reads back every amount exactly", () => {
    fc.assert(
      fc.property(fc.nat(MAXIMUM_CHARGE), currencies, (amount, currency) => {
        expect(parseMoneyInput(decimal(amount, currency), currency)).toBe(amount);
      }),
    );
  });

  it("gives a chargeable integer or nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String), fc.stringMatching(/^[\d.,e+-]*$/)),
        currencies,
        (text, currency) => {
          const amount = parseMoneyInput(text, currency);
          if (amount === null) return;
          expect(Number.isSafeInteger(amount) && amount >= 0 && amount <= MAXIMUM_CHARGE).toBe(true);
        },
      ),
    );
  });
});

describe("fees", () => {
  it.each([
    ["10", 1000],
    ["2.75", 275],
    ["2.5", 250],
    ["0", 0],
    ["0.01", 1],
    ["100", 10_000],
    ["100.00", 10_000],
  ])("reads %j percent", (text, points) => {
    expect(basisPointsOf(text)).toBe(points);
  });

  it.each(["", "-1", "100.01", "101", "1000", "2.755", "1e1", "10%", "ten", ".5", "NaN"])(
    "refuses %j percent",
    (text) => {
      expect(basisPointsOf(text)).toBeNull();
    },
  );

  it.each([
    [1999, 1000, 200],
    [1994, 1000, 199],
    [10, 500, 1],
    [9, 500, 0],
    [30, 500, 2],
    [0, 1000, 0],
    [1234, 0, 0],
    [1234, 10_000, 1234],
    [99_999_999, 9_999, 99_989_999],
  ])("takes of %i at %i basis points %i", (amount, points, fee) => {
    expect(feeOf(amount, points)).toBe(fee);
  });

  it("refuses impossible fees", () => {
    expect(feeOf(100, 1000)).toBe(10);
    for (const [amount, points] of [
      [-1, 1],
      [1.5, 1],
      [Number.NaN, 1],
      [1, -1],
      [1, 10_001],
      [1, 0.5],
    ] as const) {
      expect(() => feeOf(amount, points)).toThrow(RangeError);
    }
  });

  it("is the nearest whole unit, a half going up, and never more than the amount", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(10_000), (amount, points) => {
        const fee = feeOf(amount, points);
        // error = fee - exact, in ten-thousandths: above -1/2, at most +1/2
        const error = BigInt(fee) * 10_000n - BigInt(amount) * BigInt(points);
        expect(error > -5_000n && error <= 5_000n).toBe(true);
        expect(fee >= 0 && fee <= amount).toBe(true);
      }),
    );
  });
});

describe("addMoney", () => {
  it("adds one currency", () => {
    expect(addMoney({ amount: 1, currency: "usd" })).toEqual({ amount: 1, currency: "usd" });
    expect(
      addMoney(
        { amount: 100, currency: "usd" },
        { amount: -30, currency: "usd" },
        { amount: 5, currency: "usd" },
      ),
    ).toEqual({ amount: 75, currency: "usd" });
  });

  it("refuses mixed currencies, fractions and sums past exactness", () => {
    const one = { amount: 1, currency: "usd" };
    expect(() => addMoney(one, { amount: 1, currency: "eur" })).toThrow("cannot add eur to usd");
    expect(() => addMoney(one, { amount: 0.1, currency: "usd" })).toThrow(RangeError);
    expect(() => addMoney({ amount: Number.NaN, currency: "usd" })).toThrow(RangeError);
    expect(() => addMoney(one, { amount: Number.MAX_SAFE_INTEGER, currency: "usd" })).toThrow(RangeError);
  });
});
