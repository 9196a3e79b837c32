import { describe, expect, it } from "vitest";
import { balanceAfterRefund, isRefundable } from "./refund-effect.ts";

const usd = (amount: number) => ({ amount, currency: "usd" });
const sale = { price: usd(1900), orderFee: usd(95), fee: usd(95), returned: usd(0), balance: usd(1805) };

describe("the balance after a refund", () => {
  it("loses what the creator got for it, the platform giving back its part", () => {
    expect(balanceAfterRefund(sale, 1900)).toEqual(usd(0));
    expect(balanceAfterRefund(sale, 500)).toEqual(usd(1805 - 475));
  });

  it("comes to the same in pieces", () => {
    const afterFirst = {
      ...sale,
      returned: usd(333),
      fee: usd(95 - 17),
      balance: balanceAfterRefund(sale, 333),
    };
    expect(afterFirst.balance).toEqual(usd(1805 - 316));
    expect(balanceAfterRefund(afterFirst, 1567)).toEqual(usd(0));
  });
});

describe("a sale can be refunded", () => {
  it.each([
    ["paid", "completed", 0, true],
    ["refunded in part", "partially_refunded", 500, true],
    ["refunded whole", "refunded", 1900, false],
    ["disputed", "disputed", 0, false],
    ["waiting", "pending", 0, false],
  ] as const)("when %s: %s", (_, status, refunded, expected) => {
    expect(isRefundable({ status, price: usd(1900), refunded: usd(refunded) })).toBe(expected);
  });

  it("unless it was free", () => {
    expect(isRefundable({ status: "completed", price: usd(0), refunded: usd(0) })).toBe(false);
  });
});
