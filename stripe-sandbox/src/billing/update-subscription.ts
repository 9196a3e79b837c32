import { change, create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { findObject } from "../store/objects.ts";
import type {
  Customer,
  Invoice,
  InvoiceItem,
  Price,
  Subscription,
  SubscriptionItem,
} from "../store/types.ts";
import { clearTimer } from "../timers/set-timer.ts";
import { cardError, invalidRequest } from "../wire/errors.ts";
import { type Collected, collect, refusalOf } from "./collect.ts";
import { newItem, periodOf, planPeriodEnd, recurringOf } from "./create-subscription.ts";
import { createInvoice, finalizeInvoice } from "./invoices.ts";
import { linesFor, prorations } from "./lines.ts";
import { addIntervals } from "./periods.ts";
import { planOf } from "./plan-of.ts";
import { namedSubscription } from "./standing.ts";

export type WantedItem = { id?: string | undefined; price?: Price; quantity?: number | undefined };
export type SubscriptionChange = {
  items?: WantedItem[];
  prorations: "create_prorations" | "always_invoice" | "none";
  prorationDate?: number | undefined;
  /** Begin a new period now, whatever the price. */
  restarts?: boolean;
  /** Refuse the whole change when its invoice cannot be paid at once. */
  insists: boolean;
  trialEnd?: number | undefined;
  cancelAtPeriodEnd?: boolean | undefined;
  fields: Partial<Pick<Subscription, "default_payment_method" | "description" | "metadata">>;
};

/**
 * Changes a subscription, which the caller has locked. Another price with the same interval keeps the period, and what is left of
 * it is credited and charged; one with another interval begins a new period now, and so do the end of a trial and a cycle that is anchored
 * anew: then the unused rest of the old period is credited and the new one is charged as a whole
 * (https://docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export async function updateSubscription(
  call: Call,
  before: Subscription,
  wanted: SubscriptionChange,
): Promise<Subscription> {
  if (before.status === "canceled" || before.status === "incomplete_expired")
    throw invalidRequest("A canceled subscription can only update its cancellation_details and metadata.");
  if (before.schedule && wanted.cancelAtPeriodEnd !== undefined)
    throw invalidRequest(
      `The subscription is managed by the subscription schedule \`${before.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    );
  const { items, restarts, trialEnd, end } = periodAfter(call, before, wanted);
  const metered = (wanted.items !== undefined || restarts) && before.status !== "trialing";
  const puttingAside =
    metered && wanted.prorations !== "none"
      ? await prorationsOf(call, before, items, restarts, wanted.prorationDate ?? call.now)
      : [];

  const asksNow = restarts || (wanted.prorations === "always_invoice" && puttingAside.length > 0);
  const invoiceId = newId("in");
  const cancelling = wanted.cancelAtPeriodEnd ?? before.cancel_at_period_end;
  const fields: Partial<Subscription> = {
    ...wanted.fields,
    ...cancellation(call, before, cancelling, end),
    items: { ...before.items, data: items },
  };
  if (asksNow) fields.latest_invoice = invoiceId;
  if (restarts) fields.billing_cycle_anchor = call.now;
  if (trialEnd !== before.trial_end) {
    fields.trial_end = trialEnd;
    fields.trial_start = before.trial_start ?? call.now;
    fields.billing_cycle_anchor = trialEnd ?? call.now;
    fields.status = trialEnd !== null && trialEnd > call.now ? "trialing" : "active";
  }
  const changed = await change(call, namedSubscription(before), fields, "customer.subscription.updated");
  for (const item of puttingAside)
    await create<"invoiceitem">(call, item, { events: ["invoiceitem.created"] });
  if (trialEnd !== before.trial_end) await clearTimer(call, changed.id, "subscription.trial_will_end");
  await planPeriodEnd(call, changed);

  return asksNow ? askNow(call, changed, { invoiceId, whole: restarts, insists: wanted.insists }) : changed;
}

/** Refuses, in Stripe's words, what could not be paid. */
export function insist(collected: Collected): void {
  const refusal = refusalOf(collected);
  if (!refusal) return;
  if (!("result" in refusal)) throw refusal;
  if (refusal.result === "requires_action")
    throw cardError({
      code: "subscription_payment_intent_requires_action",
      message:
        "Subscription creation or update failed because the payment needs the customer's authentication.",
    });
  if (refusal.result !== "declined") return;
  const { code, decline_code, message = "", charge } = refusal.error;
  throw cardError({
    message,
    code: String(code),
    ...(decline_code ? { decline_code } : {}),
    ...(charge ? { charge } : {}),
  });
}

function periodAfter(call: Call, before: Subscription, wanted: SubscriptionChange) {
  const present = periodOf(before);
  const prices = itemsAfter(call, before, wanted.items ?? []);
  const recurring = recurringOf(prices.map(({ price }) => price));
  const was = recurringOf(before.items.data.map(({ price }) => price));
  const trialing = before.status === "trialing";
  const endsTrial = trialing && wanted.trialEnd !== undefined && wanted.trialEnd <= call.now;
  const extends_ = wanted.trialEnd !== undefined && wanted.trialEnd > call.now;
  const otherPace = recurring.interval !== was.interval || recurring.interval_count !== was.interval_count;
  const anew = otherPace || wanted.restarts === true;
  const restarts = endsTrial || (anew && !trialing && !extends_);
  const period = restarts
    ? { start: call.now, end: addIntervals(call.now, recurring) }
    : extends_
      ? { start: call.now, end: wanted.trialEnd! }
      : present;
  const items = prices.map((item) => ({
    ...item,
    current_period_start: period.start,
    current_period_end: period.end,
  }));
  const trialEnd = endsTrial ? call.now : extends_ ? wanted.trialEnd! : before.trial_end;
  return { items, restarts, trialEnd, end: period.end };
}

function itemsAfter(call: Call, before: Subscription, wanted: WantedItem[]): SubscriptionItem[] {
  const items = [...before.items.data];
  for (const { id, price, quantity } of wanted) {
    const index = items.findIndex((item) => item.id === id);
    if (id !== undefined && index < 0)
      throw invalidRequest(`No such subscription item: '${id}'`, {
        code: "resource_missing",
        param: "items",
      });
    if (index >= 0) {
      const item = items[index]!;
      const next = price ?? item.price;
      items[index] = { ...item, price: next, plan: planOf(next), quantity: quantity ?? item.quantity ?? 1 };
    } else if (price)
      items.push(newItem(call, before.id, { price, quantity: quantity ?? 1 }, periodOf(before)));
  }
  return items;
}

async function prorationsOf(
  call: Call,
  before: Subscription,
  items: SubscriptionItem[],
  restarts: boolean,
  at: number,
): Promise<(InvoiceItem & { object: "invoiceitem" })[]> {
  const found = [];
  for (const from of before.items.data) {
    const to = items.find(({ id }) => id === from.id)!;
    if (!restarts && to.price.id === from.price.id && to.quantity === from.quantity) continue;
    const period = periodOf(before);
    // A new period is billed as a whole; only the old one's rest is given back.
    found.push(...(await prorations(call, before, { from, to: restarts ? null : to, period, at })));
  }
  return found;
}

function cancellation(
  call: Call,
  before: Subscription,
  cancelling: boolean,
  periodEnd: number,
): Partial<Subscription> {
  const details = { comment: null, feedback: null, feedback_option: null };
  if (!cancelling)
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: { ...details, reason: null },
    };
  return {
    cancel_at: periodEnd,
    cancel_at_period_end: true,
    canceled_at: before.canceled_at ?? call.now,
    cancellation_details: { ...details, reason: "cancellation_requested" },
  };
}

async function askNow(
  call: Call,
  subscription: Subscription,
  { invoiceId, whole, insists }: { invoiceId: string; whole: boolean; insists: boolean },
): Promise<Subscription> {
  const { object: customer } = (await findObject(call.db, "customer", String(subscription.customer))) as {
    object: Customer;
  };
  const draft: Invoice = await createInvoice(call, {
    id: invoiceId,
    customer,
    subscription,
    lines: whole ? await linesFor(call, subscription) : [],
    reason: "subscription_update",
    period: { start: call.now, end: call.now },
  });
  const collected = await collect(call, await finalizeInvoice(call, draft));
  if (insists) insist(collected);
  return (await findObject(call.db, "subscription", subscription.id))!.object;
}
