import { expect, it } from "vitest";
import { priceWords } from "./facet-words.ts";

const usd = (amount: number) => ({ amount, currency: "usd" });

it("says ranges of prices in words", () => {
  const words = (from: number | null, below: number | null) =>
    priceWords(
      { from: from === null ? null : usd(from), below: below === null ? null : usd(below) },
      "en-US",
    );
  expect(words(0, 0)).toBe("Free");
  expect(words(null, 1000)).toBe("Under $10");
  expect(words(1000, 2550)).toBe("$10 to $25.50");
  expect(words(5000, null)).toBe("$50 and more");
});
