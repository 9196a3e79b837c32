import { describe, expect, it } from "vitest";
import { moveOf, periodAfter, stateWord } from "./membership-words.ts";

describe("moving between tiers", () => {
  it.each([
    [1, "month", 500, 1, "month", 500, "same"],
    [1, "month", 500, 2, "month", 900, "up"],
    [1, "month", 500, 1, "year", 5000, "up"],
    [1, "year", 5000, 1, "month", 500, "down"],
    [2, "month", 900, 1, "year", 5000, "down"],
    [1, "year", 5000, 2, "month", 900, "down"],
    [1, "month", 500, 2, "month", 400, "down"],
  ] as const)("from %d by the %s for %d to %d by the %s for %d is %s", (...terms) => {
    const [level, interval, amount, toLevel, then, toAmount, move] = terms;
    const to = { level: toLevel, interval: then, amount: toAmount };
    expect(moveOf({ level, interval, amount, trialing: false }, to)).toBe(move);
  });

  it("in a trial comes at once where more opens, and waits otherwise", () => {
    const trial = { level: 1, interval: "month", amount: 500, trialing: true } as const;
    expect(moveOf(trial, { level: 2, interval: "month", amount: 100 })).toBe("up");
    expect(moveOf(trial, { level: 1, interval: "year", amount: 5000 })).toBe("down");
  });
});

it.each([
  ["2026-11-28T10:00:00Z", "month", "2026-12-28T10:00:00.000Z"],
  ["2026-01-31T23:30:00Z", "month", "2026-02-28T23:30:00.000Z"],
  ["2028-02-29T00:00:00Z", "year", "2029-02-28T00:00:00.000Z"],
] as const)("a period that begins at %s, by the %s, ends at %s", (from, interval, end) => {
  expect(periodAfter(new Date(from), interval).toISOString()).toBe(end);
});

it("a cancelled membership has ended only once it is closed", () => {
  expect(stateWord({ status: "cancelled", open: true }).word).toBe("Ends soon");
  expect(stateWord({ status: "cancelled", open: false }).word).toBe("Ended");
});
