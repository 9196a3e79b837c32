import type { Deps } from "../../deps.ts";
import { newId } from "../../lib/ids.ts";
import { feeOf } from "../../lib/money.ts";
import { applyChange } from "./apply-change.ts";

export type MembershipPayment = {
  /** The provider's; makes a repetition harmless. */
  invoiceId: string;
  paymentIntentId: string | null;
  price: { amount: number; currency: string };
  periodEndsAt: Date;
  subscription: { id: string; userId: string; creatorId: string; tierId: string };
};

/**
 * Books one paid invoice of a membership as a purchase of its tier: in the ledger, with a receipt, and refundable like any other. Once
 * for each invoice, whoever brings the news. Answers its id.
 */
export async function recordMembershipPayment(deps: Deps, payment: MembershipPayment): Promise<string> {
  const { subscription, price } = payment;
  const now = deps.clock.now();
  const { id } = await deps.db
    .insertInto("purchases")
    .values({
      id: newId(),
      buyer_id: subscription.userId,
      tier_id: subscription.tierId,
      subscription_id: subscription.id,
      creator_id: subscription.creatorId,
      invoice_id: payment.invoiceId,
      period_ends_at: payment.periodEndsAt,
      status: "pending",
      price_amount: price.amount,
      price_currency: price.currency,
      fee_amount: feeOf(price.amount, deps.config.feeBasisPoints),
      provider: "stripe",
      created_at: now,
      updated_at: now,
    })
    // Touched, so that the row comes back whether it is new or not.
    .onConflict((conflict) => conflict.column("invoice_id").doUpdateSet({ updated_at: now }))
    .returning("id")
    .executeTakeFirstOrThrow();
  await applyChange(deps, id, { kind: "paid" }, { paymentIntentId: payment.paymentIntentId });
  return id;
}
