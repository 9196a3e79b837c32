import { change } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { lockObject } from "../store/objects.ts";
import type { Invoice, Subscription } from "../store/types.ts";
import { clearTimer } from "../timers/set-timer.ts";
import { endSchedule } from "./schedules.ts";

/** What an invoice that was paid means for its subscription: in good standing, unless another invoice is still owed. */
export async function invoicePaid(call: Call, invoice: Invoice): Promise<void> {
  const subscription = await lockSubscriptionOf(call, invoice);
  if (!subscription || !["incomplete", "past_due", "unpaid"].includes(subscription.status)) return;
  const owed = await owedBy(call, subscription);
  if (owed.some(({ id }) => id !== invoice.id)) return;
  await clearTimer(call, subscription.id, "subscription.give_up");
  await change(call, namedSubscription(subscription), { status: "active" }, "customer.subscription.updated");
}

/** What an invoice that was not paid means for its subscription. A first payment has a day to be made up for. */
export async function invoiceFailed(call: Call, invoice: Invoice): Promise<void> {
  const subscription = await lockSubscriptionOf(call, invoice);
  if (subscription?.status !== "active") return;
  await change(
    call,
    namedSubscription(subscription),
    { status: "past_due" },
    "customer.subscription.updated",
  );
}

/** All tries are used up. */
export async function giveUpOn(call: Call, invoice: Invoice): Promise<void> {
  const subscription = await lockSubscriptionOf(call, invoice);
  if (subscription?.status !== "past_due") return;
  const { afterwards } = call.sandbox.dunning;
  if (afterwards === "cancel") await endSubscription(call, subscription, "payment_failed");
  if (afterwards === "unpaid")
    await change(
      call,
      namedSubscription(subscription),
      { status: "unpaid" },
      "customer.subscription.updated",
    );
}

/** Ends a subscription, which the caller has locked, for good. Open invoices stay as they are, but nobody collects them. */
export async function endSubscription(
  call: Call,
  subscription: Subscription,
  reason: "cancellation_requested" | "payment_failed" | "payment_disputed",
  status: "canceled" | "incomplete_expired" = "canceled",
): Promise<Subscription> {
  for (const action of [
    "subscription.period_end",
    "subscription.trial_will_end",
    "subscription.give_up",
  ] as const)
    await clearTimer(call, subscription.id, action);
  for (const invoice of await invoicesOf(call, subscription.id)) {
    if (invoice.status !== "open" && invoice.status !== "draft") continue;
    await clearTimer(call, invoice.id, "invoice.retry");
    await clearTimer(call, invoice.id, "invoice.finalize");
    if (!invoice.auto_advance) continue;
    const { object } = await lockObject(call.db, "invoice", invoice.id);
    const fields = { auto_advance: false, next_payment_attempt: null, automatically_finalizes_at: null };
    await change(call, { ...object, object: "invoice" }, fields, "invoice.updated");
  }
  if (subscription.schedule) await endSchedule(call, String(subscription.schedule), "canceled");
  const fields: Partial<Subscription> = {
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: subscription.canceled_at ?? call.now,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: subscription.cancellation_details?.reason ?? reason,
    },
    ended_at: call.now,
    schedule: null,
    status,
  };
  if (status === "canceled")
    return change(call, namedSubscription(subscription), fields, "customer.subscription.deleted");
  return change(call, namedSubscription(subscription), fields, "customer.subscription.updated");
}

/** All invoices of a subscription, in no order. */
export async function invoicesOf(call: Call, subscriptionId: string): Promise<Invoice[]> {
  const rows = await call.db.query<{ data: Invoice }>(
    `select data from {objects} where type = 'invoice' and type <> 'event' and data @> $1`,
    [JSON.stringify({ parent: { subscription_details: { subscription: subscriptionId } } })],
  );
  return rows.map(({ data }) => data);
}

export function namedSubscription(subscription: Subscription): Subscription & { object: "subscription" } {
  return { ...subscription, object: "subscription" };
}

async function owedBy(call: Call, { id }: Subscription): Promise<Invoice[]> {
  return (await invoicesOf(call, id)).filter(({ status }) => status === "open");
}

async function lockSubscriptionOf(call: Call, invoice: Invoice): Promise<Subscription | undefined> {
  const id = invoice.parent?.subscription_details?.subscription;
  return id ? (await lockObject(call.db, "subscription", String(id))).object : undefined;
}
