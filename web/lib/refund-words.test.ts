import { describe, expect, it } from "vitest";
import { refundableUntil, refundWords } from "./refund-words.ts";

describe("refund promises", () => {
  it.each([
    [null, "Mira decides about refunds case by case."],
    [0, "Mira gives no refunds."],
    [1, "Money back within a day of buying, if you ask for it."],
    [30, "Money back within 30 days of buying, if you ask for it."],
  ])("%s days read as %s", (days, promise) => {
    expect(refundWords(days, "Mira").promise).toBe(promise);
  });

  it("hold from the moment of buying", () => {
    expect(refundableUntil("2026-05-01T10:00:00.000Z", 14)).toEqual(new Date("2026-05-15T10:00:00.000Z"));
    expect(refundableUntil("2026-05-01T10:00:00.000Z", 0)).toBeNull();
    expect(refundableUntil("2026-05-01T10:00:00.000Z", null)).toBeNull();
  });
});
