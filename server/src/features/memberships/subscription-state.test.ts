import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTHING_HEARD, next, type Word } from "./subscription-state.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);
const word = (at: number, more: Partial<Word> = {}): Word => ({
  at: day(at),
  status: "active",
  periodStart: day(0),
  periodEnd: day(30),
  trialEndsAt: null,
  endedAt: null,
  cancelAtPeriodEnd: false,
  ...more,
});
const hear = (...words: Word[]) =>
  words.reduce((state, one) => next(state, one, { graceDays: 3 }), NOTHING_HEARD);

describe("a subscription (A22)", () => {
  it.each<[string, Word[], string, number | null]>([
    ["opens nothing before its first payment", [word(0, { status: "incomplete" })], "incomplete", null],
    [
      "opens until the end of its trial, and the grace",
      [word(0, { status: "trialing", trialEndsAt: day(7) })],
      "trialing",
      10,
    ],
    ["opens until the end of its period, and the grace", [word(0)], "active", 33],
    [
      "keeps until the period's end once cancelled, and not longer",
      [word(0), word(5, { cancelAtPeriodEnd: true })],
      "cancelled",
      30,
    ],
    ["goes on when that is taken back", [word(5, { cancelAtPeriodEnd: true }), word(6)], "active", 33],
    [
      "keeps for the grace when a renewal fails",
      [word(0), word(30, { status: "past_due", periodStart: day(30), periodEnd: day(60) })],
      "past_due",
      33,
    ],
    [
      "does not keep longer because the provider has given up",
      [word(44, { status: "unpaid", periodStart: day(30), periodEnd: day(60) })],
      "past_due",
      33,
    ],
    [
      "closes when it is ended at once",
      [word(0), word(9, { status: "ended", endedAt: day(9) })],
      "expired",
      9,
    ],
    ["closes at the end of what was paid", [word(30, { status: "ended", endedAt: day(30) })], "expired", 30],
    [
      "has a cancelled trial until its end",
      [word(1, { status: "trialing", trialEndsAt: day(7), cancelAtPeriodEnd: true })],
      "cancelled",
      7,
    ],
  ])("%s", (_, words, status, openUntil) => {
    const state = hear(...words);
    expect(state.status).toBe(status);
    expect(state.openUntil).toEqual(openUntil === null ? null : day(openUntil));
  });

  it("is the same whatever order its words are heard in, and however often", () => {
    const arbitrary = fc.record({
      status: fc.constantFrom<Word["status"][]>("incomplete", "trialing", "active", "past_due", "unpaid"),
      cancelAtPeriodEnd: fc.boolean(),
      start: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { minLength: 1, maxLength: 8 }), fc.nat(), (given, seed) => {
        const words = given.map(({ status, cancelAtPeriodEnd, start }, n) =>
          word(n, { status, cancelAtPeriodEnd, periodStart: day(start), periodEnd: day(start + 30) }),
        );
        const shuffled = [...words, ...words].sort(
          (a, b) => ((a.at.getTime() * (seed + 7)) % 11) - ((b.at.getTime() * (seed + 7)) % 11),
        );
        expect(hear(...shuffled)).toEqual(hear(...words));
      }),
    );
  });

  it("stays ended", () => {
    const ended = word(9, { status: "ended", endedAt: day(9) });
    expect(hear(word(0), ended, word(10))).toEqual(hear(word(0), ended));
  });
});
