import type { Price, SaleDetail } from "@vaulture/sdk";

type Money = Pick<SaleDetail, "price" | "orderFee" | "fee" | "returned" | "balance">;

/** What may still be given back of a sale. */
export function refundableOf(sale: Pick<SaleDetail, "price" | "refunded">): Price {
  return { ...sale.price, amount: sale.price.amount - sale.refunded.amount };
}

/**
 * The creator's balance after giving `amount` back. The platform gives its share of it back too: of all that has gone back, the same
 * part of the fee as of the price, as the ledger rounds it.
 */
export function balanceAfterRefund(sale: Money, amount: number): Price {
  const back = Math.min(sale.returned.amount + amount, sale.price.amount);
  const feeBefore = sale.orderFee.amount - sale.fee.amount;
  const feeBack = Math.round((sale.orderFee.amount * back) / sale.price.amount) - feeBefore;
  return { ...sale.balance, amount: sale.balance.amount - (amount - feeBack) };
}

/** Whether there is a payment that the creator may still give back. */
export function isRefundable(sale: Pick<SaleDetail, "status" | "price" | "refunded">): boolean {
  return (
    (sale.status === "completed" || sale.status === "partially_refunded") && refundableOf(sale).amount > 0
  );
}
