import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Change, next, noFacts, type PurchaseFacts, stateOf } from "./purchase-state.ts";

const PRICE = 1900;
const after = (changes: Change[]) => stateOf(changes.reduce(next, noFacts(PRICE)));
const refund = (
  id: string,
  amount: number,
  more: Partial<Extract<Change, { kind: "refund" }>> = {},
): Change => ({
  kind: "refund",
  id,
  amount,
  status: "succeeded",
  endsAccess: true,
  ...more,
});
const dispute = (status: "open" | "won" | "lost"): Change => ({
  kind: "dispute",
  id: "dp_1",
  amount: PRICE,
  status,
});
const paid: Change = { kind: "paid" };

describe("a purchase", () => {
  it.each<[string, Change[], ReturnType<typeof stateOf>]>([
    ["is pending at first", [], { status: "pending", refundedAmount: 0, accessEnded: null }],
    ["completes when paid", [paid], { status: "completed", refundedAmount: 0, accessEnded: null }],
    [
      "fails with its delayed payment",
      [{ kind: "failed" }],
      { status: "failed", refundedAmount: 0, accessEnded: null },
    ],
    ["expires unpaid", [{ kind: "expired" }], { status: "expired", refundedAmount: 0, accessEnded: null }],
    [
      "is completed although it was said to have expired",
      [{ kind: "expired" }, paid],
      { status: "completed", refundedAmount: 0, accessEnded: null },
    ],
    [
      "is refunded",
      [paid, refund("re_1", PRICE)],
      { status: "refunded", refundedAmount: PRICE, accessEnded: "refunded" },
    ],
    [
      "keeps access when the refund says so",
      [paid, refund("re_1", PRICE, { endsAccess: false })],
      { status: "refunded", refundedAmount: PRICE, accessEnded: null },
    ],
    [
      "is refunded in part",
      [paid, refund("re_1", 500, { endsAccess: false })],
      { status: "partially_refunded", refundedAmount: 500, accessEnded: null },
    ],
    [
      "is open again when the refund fails",
      [paid, refund("re_1", PRICE), refund("re_1", PRICE, { status: "failed" })],
      { status: "completed", refundedAmount: 0, accessEnded: null },
    ],
    [
      "closes while disputed",
      [paid, dispute("open")],
      { status: "disputed", refundedAmount: 0, accessEnded: "disputed" },
    ],
    [
      "opens again when the dispute is won",
      [paid, dispute("open"), dispute("won")],
      { status: "completed", refundedAmount: 0, accessEnded: null },
    ],
    [
      "stays closed when it is lost",
      [paid, dispute("open"), dispute("lost")],
      { status: "dispute_lost", refundedAmount: 0, accessEnded: "disputed" },
    ],
    [
      "opens nothing by a refund alone",
      [refund("re_1", PRICE)],
      { status: "pending", refundedAmount: PRICE, accessEnded: null },
    ],
    [
      "closes when access is revoked, whatever the money says",
      [paid, { kind: "ruling", number: 1 }],
      { status: "completed", refundedAmount: 0, accessEnded: "revoked" },
    ],
    [
      "stays revoked when a dispute is won",
      [paid, { kind: "ruling", number: 1 }, dispute("open"), dispute("won")],
      { status: "completed", refundedAmount: 0, accessEnded: "revoked" },
    ],
    [
      "stays revoked when a refund leaves access",
      [{ kind: "ruling", number: 1 }, paid, refund("re_1", 500, { endsAccess: false })],
      { status: "partially_refunded", refundedAmount: 500, accessEnded: "revoked" },
    ],
    [
      "opens again when access is restored",
      [paid, { kind: "ruling", number: 1 }, { kind: "ruling", number: 2 }],
      { status: "completed", refundedAmount: 0, accessEnded: null },
    ],
    [
      "is not opened by restoring what a refund has closed",
      [paid, { kind: "ruling", number: 2 }, refund("re_1", PRICE)],
      { status: "refunded", refundedAmount: PRICE, accessEnded: "refunded" },
    ],
  ])("%s", (_, changes, expected) => {
    expect(after(changes)).toEqual(expected);
  });

  const id = fc.constantFrom("a", "b", "c");
  // One refund has one amount and one choice, whichever message speaks of it.
  const refundOf = {
    a: { amount: 600, endsAccess: null },
    b: { amount: 600, endsAccess: true },
    c: { amount: 700, endsAccess: false },
  };
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.constantFrom<Change>({ kind: "paid" }, { kind: "failed" }, { kind: "expired" }),
    fc
      .tuple(id, fc.constantFrom("pending" as const, "succeeded" as const, "failed" as const))
      .map(([name, status]): Change => ({ kind: "refund", id: name, status, ...refundOf[name as "a"] })),
    fc
      .tuple(id, fc.constantFrom("open" as const, "won" as const, "lost" as const))
      .map(([name, status]): Change => ({ kind: "dispute", id: name, amount: PRICE, status })),
    fc.integer({ min: 1, max: 4 }).map((number): Change => ({ kind: "ruling", number })),
  );

  it("ends in the same state in any order and with any repetition (A18)", () => {
    const shuffled = fc.array(change, { maxLength: 14 }).chain((changes) =>
      fc.tuple(
        fc.constant(changes),
        fc.shuffledSubarray([...changes, ...changes], {
          minLength: changes.length * 2,
          maxLength: changes.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([changes, again]) => {
        expect(after(again)).toEqual(after(changes));
      }),
      { numRuns: 2000 },
    );
  });

  it("stays closed after a revocation until it is restored, whatever else is heard in whatever order", () => {
    const revoked = fc
      .array(change, { maxLength: 14 })
      .map((changes) => changes.filter((other) => other.kind !== "ruling" || other.number < 3))
      .chain((changes) =>
        fc.shuffledSubarray([...changes, paid, { kind: "ruling", number: 3 } as Change], {
          minLength: changes.length + 2,
        }),
      );
    fc.assert(
      fc.property(revoked, (changes) => {
        expect(after(changes).accessEnded).not.toBeNull();
        const money = changes.filter(({ kind }) => kind !== "ruling");
        const restored: Change[] = [...changes, { kind: "ruling", number: 4 }];
        expect(after(restored)).toEqual(after(money));
        // Never touches money: the status and the refunds are those of the money alone.
        expect(after(changes)).toMatchObject({
          status: after(money).status,
          refundedAmount: after(money).refundedAmount,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("never opens without a payment, nor gives back more than was paid", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 14 }), (changes) => {
        const facts: PurchaseFacts = changes.reduce(next, noFacts(PRICE));
        const state = stateOf(facts);
        expect(state.refundedAmount).toBeLessThanOrEqual(PRICE);
        if (!facts.paid) expect(["pending", "failed", "expired"]).toContain(state.status);
        if (state.status === "disputed" || state.status === "dispute_lost")
          expect(state.accessEnded).toBe("disputed");
      }),
    );
  });
});
