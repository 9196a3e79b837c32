import type { Selectable, Transaction } from "kysely";
import { announce } from "../../db/announcements.ts";
import type { Purchases, Tables } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import type { EventType } from "../../events/event-types.ts";
import { recordEvent } from "../../events/record-event.ts";
import { incrementSales } from "../catalog/index.ts";
import { type Booked, type LedgerPurchase, postLedger, reverseLedger } from "../ledger/index.ts";
import { mailReceipt, mailRefund, mailRuling } from "./mails.ts";
import {
  type Change,
  isRevoked,
  next,
  noFacts,
  type PurchaseFacts,
  type PurchaseState,
  stateOf,
} from "./purchase-state.ts";
import { tellSale } from "./tell-sale.ts";

type Purchase = Selectable<Purchases>;
type Trx = Transaction<Tables>;

/**
 * Learns one change of a purchase: locks it, derives its state anew and brings everything that hangs on it along (ledger, sales
 * count, events, mails), in one transaction. May be told the same thing any number of times, in any order.
 */
export async function applyChange(
  deps: Deps,
  purchaseId: string,
  change: Change,
  more: {
    paymentIntentId?: string | null;
    requestedBy?: string;
    reason?: string;
    failureReason?: string;
    /** Paid elsewhere and long ago perhaps: no news to whoever sold it. */
    isOld?: boolean;
  } = {},
): Promise<PurchaseState> {
  return deps.db.transaction().execute(async (trx) => {
    const purchase = await trx
      .selectFrom("purchases")
      .selectAll()
      .where("id", "=", purchaseId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const before = await loadFacts(trx, purchase);
    const after = next(before, change);
    const state = stateOf(after);
    await saveChange(deps, trx, purchase, after, change, more);
    const booked = await postChange(deps, trx, purchase, before, after, change);
    await saveState(deps, trx, purchase, after, state, booked, more);
    await endMembershipOf(deps, trx, purchase, state);
    await tellOf(deps, trx, purchase, before, after, change, state, more);
    await announce(trx, "purchase", purchase.id);
    return state;
  });
}

async function loadFacts(trx: Trx, purchase: Purchase): Promise<PurchaseFacts> {
  const refunds = await trx
    .selectFrom("refunds")
    .selectAll()
    .where("purchase_id", "=", purchase.id)
    .execute();
  const disputes = await trx
    .selectFrom("disputes")
    .selectAll()
    .where("purchase_id", "=", purchase.id)
    .execute();
  const { rulings } = await trx
    .selectFrom("access_rulings")
    .select((eb) => eb.fn.countAll<number>().as("rulings"))
    .where("purchase_id", "=", purchase.id)
    .executeTakeFirstOrThrow();
  return {
    ...noFacts(purchase.price_amount),
    rulings,
    paid: purchase.completed_at !== null,
    failed: purchase.failed_at !== null,
    expired: purchase.expired_at !== null,
    refunds: Object.fromEntries(
      refunds.map((row) => [row.id, { amount: row.amount, status: row.status, endsAccess: row.ends_access }]),
    ),
    disputes: Object.fromEntries(disputes.map((row) => [row.id, { amount: row.amount, status: row.status }])),
  };
}

async function saveChange(
  deps: Deps,
  trx: Trx,
  purchase: Purchase,
  after: PurchaseFacts,
  change: Change,
  more: { requestedBy?: string; reason?: string },
): Promise<void> {
  const now = deps.clock.now();
  const shared = { purchase_id: purchase.id, created_at: now, updated_at: now };
  if (change.kind === "refund") {
    const { amount, status, endsAccess } = after.refunds[change.id]!;
    await trx
      .insertInto("refunds")
      .values({
        ...shared,
        id: change.id,
        amount,
        status,
        ends_access: endsAccess,
        reason: more.reason ?? null,
        requested_by: more.requestedBy ?? null,
      })
      // The webhook may have been faster than the answer to whoever asked for the refund.
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet((eb) => ({
          status,
          updated_at: now,
          reason: eb.fn.coalesce("refunds.reason", "excluded.reason"),
          requested_by: eb.fn.coalesce("refunds.requested_by", "excluded.requested_by"),
        })),
      )
      .execute();
  }
  if (change.kind === "dispute") {
    const { amount, status } = after.disputes[change.id]!;
    await trx
      .insertInto("disputes")
      .values({ ...shared, id: change.id, amount, status })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ status, updated_at: now }))
      .execute();
  }
  if (change.kind === "ruling") {
    await trx
      .insertInto("access_rulings")
      .values({
        purchase_id: purchase.id,
        number: change.number,
        verdict: isRevoked({ rulings: change.number }) ? "revoked" : "restored",
        reason: more.reason ?? "",
        decided_by: more.requestedBy ?? null,
        created_at: now,
      })
      .onConflict((conflict) => conflict.columns(["purchase_id", "number"]).doNothing())
      .execute();
  }
}

async function saveState(
  deps: Deps,
  trx: Trx,
  purchase: Purchase,
  after: PurchaseFacts,
  state: PurchaseState,
  booked: Booked,
  more: { paymentIntentId?: string | null; failureReason?: string },
): Promise<void> {
  const now = deps.clock.now();
  await trx
    .updateTable("purchases")
    .set({
      status: state.status,
      refunded_amount: state.refundedAmount,
      net_amount: purchase.net_amount + booked.net,
      kept_fee_amount: purchase.kept_fee_amount + booked.fee,
      payment_intent_id: purchase.payment_intent_id ?? more.paymentIntentId ?? null,
      completed_at: after.paid ? (purchase.completed_at ?? now) : null,
      failed_at: after.failed ? (purchase.failed_at ?? now) : null,
      failure_reason: purchase.failure_reason ?? more.failureReason ?? null,
      expired_at: after.expired ? (purchase.expired_at ?? now) : null,
      access_ended_at: state.accessEnded ? (purchase.access_ended_at ?? now) : null,
      access_ended_reason: state.accessEnded,
      updated_at: now,
    })
    .where("id", "=", purchase.id)
    .execute();
}

/** A membership whose running period was given back is not charged for again. */
async function endMembershipOf(
  deps: Deps,
  trx: Trx,
  purchase: Purchase,
  state: PurchaseState,
): Promise<void> {
  const { subscription_id: subscriptionId, period_ends_at: endsAt } = purchase;
  if (!subscriptionId || !endsAt || endsAt <= deps.clock.now()) return;
  if (state.accessEnded && !purchase.access_ended_at)
    await deps.jobs.add(trx, "end-memberships", { subscriptionId, when: "now" });
}

async function postChange(
  deps: Deps,
  trx: Trx,
  row: Purchase,
  before: PurchaseFacts,
  after: PurchaseFacts,
  change: Change,
): Promise<Booked> {
  const purchase = ledgerPurchase(row);
  if (after.paid && !before.paid) {
    return postLedger(trx, deps.clock, purchase, { kind: "sale", ref: row.id });
  }
  if (change.kind === "refund") {
    const { amount, status } = after.refunds[change.id]!;
    if (status === "failed")
      return reverseLedger(trx, deps.clock, purchase, { kind: "refund", ref: change.id });
    return postLedger(trx, deps.clock, purchase, { kind: "refund", ref: change.id, amount });
  }
  if (change.kind === "dispute") {
    const { amount, status } = after.disputes[change.id]!;
    if (status === "won")
      return reverseLedger(trx, deps.clock, purchase, { kind: "dispute", ref: change.id });
    return postLedger(trx, deps.clock, purchase, { kind: "dispute", ref: change.id, amount });
  }
  return { net: 0, fee: 0 };
}

async function tellOf(
  deps: Deps,
  trx: Trx,
  purchase: Purchase,
  before: PurchaseFacts,
  after: PurchaseFacts,
  change: Change,
  state: PurchaseState,
  more: { requestedBy?: string; reason?: string; isOld?: boolean },
): Promise<void> {
  const was = stateOf(before);
  const record = (type: EventType, data: Record<string, unknown> = {}) =>
    recordEvent(trx, deps.clock, {
      type,
      actorId: change.kind === "ruling" ? more.requestedBy : purchase.buyer_id,
      creatorId: purchase.creator_id,
      subject: { type: "purchase", id: purchase.id },
      data: { item: purchase.item_id, status: state.status, ...data },
    });

  if (change.kind === "ruling" && before.rulings < change.number) {
    await record(isRevoked(after) ? "access.revoked" : "access.returned", { reason: more.reason ?? null });
    await mailRuling(deps, trx, purchase, { number: change.number, was, is: state });
  }
  if (was.status !== state.status) await record(`purchase.${state.status}`, { from: was.status });
  if (was.accessEnded !== state.accessEnded) {
    await record(state.accessEnded ? "access.ended" : "access.restored", {
      reason: state.accessEnded ?? was.accessEnded,
    });
  }
  if (after.paid && !before.paid) {
    if (purchase.product_id) await incrementSales(trx, purchase.product_id, 1);
    await mailReceipt(deps, trx, purchase);
    if (!more.isOld) await tellSale(deps, trx, purchase);
  }
  if (change.kind === "refund" && !before.refunds[change.id] && change.status !== "failed") {
    await mailRefund(deps, trx, purchase, {
      id: change.id,
      amount: change.amount,
      accessEnded: state.accessEnded !== null,
    });
  }
}

function ledgerPurchase(row: Purchase): LedgerPurchase {
  return {
    id: row.id,
    creatorId: row.creator_id,
    itemId: row.item_id,
    price: row.price_amount,
    fee: row.fee_amount,
    currency: row.price_currency,
  };
}
