import { describe, expect, it } from "vitest";
import { moveOf, stateWord } from "./membership-words.ts";

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
    expect(moveOf({ level, interval, amount }, to)).toBe(move);
  });
});

it("a cancelled membership has ended only once it is closed", () => {
  expect(stateWord({ status: "cancelled", open: true }).word).toBe("Ends soon");
  expect(stateWord({ status: "cancelled", open: false }).word).toBe("Ended");
});
