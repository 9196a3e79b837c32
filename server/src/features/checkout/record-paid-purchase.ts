import type { Deps } from "../../deps.ts";
import { newId } from "../../lib/ids.ts";
import { feeOf } from "../../lib/money.ts";
import type { SellableProduct } from "../catalog/index.ts";
import { applyChange } from "./apply-change.ts";

type PaidElsewhere = { buyerId: string; product: SellableProduct; paymentIntentId: string | null };

/**
 * Takes in a purchase that was paid without our checkout (demo content, a shop moved here from elsewhere), as of the clock's time.
 * From then on it is a purchase like any other: in the ledger, in the library, and refundable through its payment. An order of it
 * that is still open is the one that was paid.
 */
export async function recordPaidPurchase(deps: Deps, input: PaidElsewhere): Promise<string> {
  const open = await deps.db
    .selectFrom("purchases")
    .select("id")
    .where("buyer_id", "=", input.buyerId)
    .where("item_id", "=", input.product.id)
    .where("status", "=", "pending")
    .executeTakeFirst();
  const id = open?.id ?? newId();
  if (!open) await insertPending(deps, { ...input, id });
  await applyChange(deps, id, { kind: "paid" }, { paymentIntentId: input.paymentIntentId, isOld: true });
  return id;
}

async function insertPending(deps: Deps, input: PaidElsewhere & { id: string }): Promise<void> {
  const { id: productId, creatorId, price, refundDays } = input.product;
  const now = deps.clock.now();
  await deps.db
    .insertInto("purchases")
    .values({
      id: input.id,
      buyer_id: input.buyerId,
      product_id: productId,
      creator_id: creatorId,
      status: "pending",
      price_amount: price.amount,
      price_currency: price.currency,
      fee_amount: feeOf(price.amount, deps.config.feeBasisPoints),
      refund_days: refundDays,
      provider: input.paymentIntentId ? "stripe" : "none",
      created_at: now,
      updated_at: now,
    })
    .execute();
}
