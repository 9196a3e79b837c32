import type Stripe from "stripe";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { insertObject } from "../store/objects.ts";

type Movement = Pick<Stripe.BalanceTransaction, "amount" | "currency" | "type" | "reporting_category"> & {
  source: string;
  description?: string | null;
  fee?: number;
};

/** Books one movement on the account's balance and answers it. Amounts leaving the balance are negative. */
export async function bookMovement(call: Call, movement: Movement): Promise<Stripe.BalanceTransaction> {
  const { fee = 0, description = null, ...rest } = movement;
  const transaction = {
    id: newId("txn"),
    object: "balance_transaction",
    ...rest,
    available_on: call.now + 2 * 24 * 60 * 60,
    balance_type: "payments",
    created: call.now,
    description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [feeDetail(fee, movement.currency, movement.type)],
    net: movement.amount - fee,
    status: "pending",
  } satisfies Stripe.BalanceTransaction;
  await insertObject<"balance_transaction">(call.db, transaction);
  return transaction;
}

/** What Stripe keeps of a payment: 2.9 % and 30 of the smallest unit, rounded to the nearest. */
export function paymentFee(amount: number): number {
  return Math.round(amount * 0.029) + 30;
}

/** What a dispute costs, won or lost. */
export const disputeFee = 1500;

function feeDetail(amount: number, currency: string, type: string): Stripe.BalanceTransaction.FeeDetail {
  const description = type === "adjustment" ? "Dispute fee" : "Stripe processing fees";
  return { amount, application: null, currency, description, type: "stripe_fee" };
}
