import { describe, expect, it } from "vitest";
import { moveOf, stateWord } from "./membership-words.ts";

describe("moving between tiers", () => {
  it.each([
    [1, "month", 1, "month", "same"],
    [1, "month", 2, "month", "up"],
    [1, "month", 1, "year", "up"],
    [1, "year", 1, "month", "down"],
    [2, "month", 1, "year", "down"],
    [1, "year", 2, "month", "up"],
  ] as const)("from %d by the %s to %d by the %s is %s", (from, every, to, then, move) => {
    expect(moveOf({ level: from, interval: every }, { level: to, interval: then })).toBe(move);
  });
});

it("a cancelled membership has ended only once it is closed", () => {
  expect(stateWord({ status: "cancelled", open: true }).word).toBe("Ends soon");
  expect(stateWord({ status: "cancelled", open: false }).word).toBe("Ended");
});
