import { sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { applyChange } from "./apply-change.ts";
import { askProvider } from "./ask-provider.ts";
import { requireSold } from "./require-sold.ts";

export type RefundInput = {
  purchaseId: string;
  amount?: number;
  keepAccess?: boolean;
  reason?: string;
  /** What had gone back when the caller looked. */
  refundedSoFar?: number;
};

/**
 * Gives money back through the provider, all that is left unless `amount` says less. Access ends with a refund of everything and
 * stays with a partial one, unless `keepAccess` says otherwise. For editors and owners of the selling creator, and operators;
 * anybody else finds nothing. Pressing twice refunds once: whoever says what had gone back when they looked (`refundedSoFar`) is
 * refused once that has changed, also after the first press has been carried out.
 */
export async function refundPurchase(deps: Deps, user: User, input: RefundInput): Promise<void> {
  await requireSold(deps, user, input.purchaseId);
  const purchase = await deps.db
    .selectFrom("purchases")
    .selectAll()
    // One statement: how much is left and how many refunds there were must be of one moment, or a second press could slip between.
    .select(
      sql<number>`(select count(*) from refunds r where r.purchase_id = purchases.id)`.as("refund_count"),
    )
    .where("id", "=", input.purchaseId)
    .executeTakeFirstOrThrow();

  if (purchase.completed_at === null || purchase.payment_intent_id === null) {
    throw new AppError("wrong_state", "There is no payment to give back.");
  }
  if (purchase.status === "disputed" || purchase.status === "dispute_lost") {
    throw new AppError("wrong_state", "The buyer's bank has taken the payment back already.");
  }
  if (input.refundedSoFar !== undefined && input.refundedSoFar !== purchase.refunded_amount)
    throw new AppError("refund_changed", "Look at what has gone back by now, then decide again.");
  const left = purchase.price_amount - purchase.refunded_amount;
  if (left <= 0) throw new AppError("already_refunded");
  const amount = input.amount ?? left;
  if (amount <= 0) throw invalidField("amount", "must be more than nothing");
  if (amount > left)
    throw new AppError("refund_exceeds_payment", "Choose an amount up to what is left of the payment.");

  const endsAccess = !(input.keepAccess ?? amount < left);
  const refund = await askProvider(deps, () =>
    deps.payments.refund({
      purchaseId: purchase.id,
      paymentIntentId: purchase.payment_intent_id!,
      amount,
      endsAccess,
      // The same wish from the same state is the same refund: a double click cannot give the money back twice. A refund that failed
      // has changed the state, so that the next try is a new one.
      idempotencyKey: `refund:${purchase.id}:${purchase.refund_count}:${amount}:${endsAccess}`,
    }),
  );
  await recordEvent(deps.db, deps.clock, {
    type: "refund.requested",
    actorId: user.userId,
    creatorId: purchase.creator_id,
    subject: { type: "purchase", id: purchase.id },
    data: { refund: refund.id, amount, endsAccess, reason: input.reason ?? null },
  });
  await applyChange(
    deps,
    purchase.id,
    { kind: "refund", id: refund.id, amount: refund.amount, status: refund.status, endsAccess },
    { requestedBy: user.userId, reason: input.reason },
  );
}
