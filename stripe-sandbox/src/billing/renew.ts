import { change } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { findObject, lockObject } from "../store/objects.ts";
import type { Subscription } from "../store/types.ts";
import { moveTimer } from "../timers/set-timer.ts";
import { periodOf, planPeriodEnd, recurringOf } from "./create-subscription.ts";
import { createInvoice, voidInvoice } from "./invoices.ts";
import { linesFor } from "./lines.ts";
import { addIntervals, nextBoundary } from "./periods.ts";
import { advanceSchedule } from "./schedules.ts";
import { endSubscription, invoicesOf, namedSubscription } from "./standing.ts";

/** A timer's: the period is over. The subscription ends if it was cancelled, or begins its next period with an invoice. */
export async function endPeriod(call: Call, id: string): Promise<void> {
  const { object: subscription } = await lockObject(call.db, "subscription", id);
  if (hasEnded(subscription)) return;
  const over = periodOf(subscription).end;
  if (over > call.now) return moveTimer(call, id, "subscription.period_end", over, clockOf(subscription));
  if (subscription.cancel_at_period_end) {
    await endSubscription(call, subscription, "cancellation_requested");
    return;
  }
  const invoiceId = newId("in");
  const renewed = await beginPeriod(call, subscription, over, invoiceId);
  const { object: customer } = (await findObject(call.db, "customer", String(renewed.customer)))!;
  // Nobody collects from a subscription whose payments were given up on: its invoices stay drafts.
  await createInvoice(call, {
    id: invoiceId,
    customer,
    subscription: renewed,
    lines: await linesFor(call, renewed),
    reason: "subscription_cycle",
    period: periodOf(subscription),
    autoAdvance: renewed.status !== "unpaid",
  });
}

/** A timer's: the trial is nearly over. */
export async function announceTrialEnd(call: Call, id: string): Promise<void> {
  const { object: subscription } = await lockObject(call.db, "subscription", id);
  if (subscription.status !== "trialing") return;
  await emit<"subscription">(call, "customer.subscription.trial_will_end", namedSubscription(subscription));
}

/** A timer's: nobody made up for the first payment. */
export async function expireIncomplete(call: Call, id: string): Promise<void> {
  const { object: subscription } = await lockObject(call.db, "subscription", id);
  if (subscription.status !== "incomplete") return;
  for (const { id: invoiceId, status } of await invoicesOf(call, id)) {
    if (status !== "open") continue;
    await voidInvoice(call, (await lockObject(call.db, "invoice", invoiceId)).object);
  }
  await endSubscription(call, subscription, "payment_failed", "incomplete_expired");
}

async function beginPeriod(
  call: Call,
  ended: Subscription,
  start: number,
  invoiceId: string,
): Promise<Subscription> {
  const scheduled = await advanceSchedule(call, ended, start);
  const recurring = recurringOf(scheduled.items.data.map(({ price }) => price));
  const before = recurringOf(ended.items.data.map(({ price }) => price));
  const same = recurring.interval === before.interval && recurring.interval_count === before.interval_count;
  const anchor = same ? ended.billing_cycle_anchor : start;
  const end = same ? nextBoundary(anchor, recurring, start) : addIntervals(start, recurring);
  const items = scheduled.items.data.map((item) => ({
    ...item,
    current_period_start: start,
    current_period_end: end,
  }));
  const fields: Partial<Subscription> = {
    billing_cycle_anchor: anchor,
    items: { ...scheduled.items, data: items },
    latest_invoice: invoiceId,
    metadata: scheduled.metadata,
    schedule: scheduled.schedule,
    status: ended.status === "trialing" ? "active" : ended.status,
  };
  const renewed = await change(call, namedSubscription(ended), fields, "customer.subscription.updated");
  await planPeriodEnd(call, renewed);
  return renewed;
}

function hasEnded({ status }: Subscription): boolean {
  return status === "canceled" || status === "incomplete_expired";
}

function clockOf({ test_clock }: Subscription): string | null {
  return test_clock as string | null;
}
