import type Stripe from "stripe";
import { create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import type { Customer, Invoice, Price, Subscription, SubscriptionItem } from "../store/types.ts";
import { moveTimer } from "../timers/set-timer.ts";
import { invalidRequest } from "../wire/errors.ts";
import { listOf } from "../wire/list.ts";
import { createInvoice } from "./invoices.ts";
import { linesFor, type Period } from "./lines.ts";
import { addIntervals } from "./periods.ts";
import { planOf } from "./plan-of.ts";

export type NewItem = { price: Price; quantity: number; metadata?: Stripe.Metadata };
export type NewSubscription = {
  customer: Customer;
  items: NewItem[];
  metadata: Stripe.Metadata;
  description?: string | null;
  defaultMethod: string | null;
  trialEnd: number | null;
  cancelAtPeriodEnd?: boolean;
};

const daySeconds = 86_400;
/** How long before a trial's end Stripe says so. */
const noticeSeconds = 3 * daySeconds;

/**
 * Stores a subscription with the draft of its first invoice. Without a trial it is `incomplete` until that is paid, for which the
 * caller asks; a day later it has expired. Refuses prices that do not recur, and such that do not recur together.
 */
export async function createSubscription(
  call: Call,
  wanted: NewSubscription,
): Promise<{ subscription: Subscription; invoice: Invoice }> {
  const { customer, trialEnd, items } = wanted;
  const id = newId("sub");
  const invoiceId = newId("in");
  const recurring = recurringOf(items.map(({ price }) => price));
  const period = { start: call.now, end: trialEnd ?? addIntervals(call.now, recurring) };
  const subscription: Subscription & { object: "subscription" } = {
    ...emptySubscription,
    id,
    object: "subscription",
    billing_cycle_anchor: trialEnd ?? call.now,
    cancel_at: wanted.cancelAtPeriodEnd ? period.end : null,
    cancel_at_period_end: wanted.cancelAtPeriodEnd ?? false,
    canceled_at: wanted.cancelAtPeriodEnd ? call.now : null,
    created: call.now,
    currency: items[0]!.price.currency,
    customer: customer.id,
    default_payment_method: wanted.defaultMethod,
    description: wanted.description ?? null,
    items: listOf(
      `/v1/subscription_items?subscription=${id}`,
      items.map((item) => newItem(call, id, item, period)),
    ),
    latest_invoice: invoiceId,
    metadata: wanted.metadata,
    start_date: call.now,
    status: trialEnd === null ? "incomplete" : "trialing",
    test_clock: customer.test_clock as string | null,
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : call.now,
  };
  await create<"subscription">(call, subscription, { events: ["customer.subscription.created"] });
  const invoice = await createInvoice(call, {
    id: invoiceId,
    customer,
    subscription,
    lines: await linesFor(call, subscription, { trial: trialEnd !== null }),
    reason: "subscription_create",
    period: { start: call.now, end: call.now },
    takesPending: false,
  });
  await planPeriodEnd(call, subscription);
  if (trialEnd === null)
    await moveTimer(call, id, "subscription.give_up", call.now + 23 * 3600, subscription.test_clock);
  return { subscription, invoice };
}

/** The timers that carry a subscription on: the end of its period, and the notice before a trial's end. */
export async function planPeriodEnd(call: Call, subscription: Subscription): Promise<void> {
  const { id, test_clock, trial_end } = subscription;
  const clock = test_clock as string | null;
  await moveTimer(call, id, "subscription.period_end", periodOf(subscription).end, clock);
  if (trial_end === null || trial_end <= call.now) return;
  const notice = Math.max(call.now, trial_end - noticeSeconds);
  await moveTimer(call, id, "subscription.trial_will_end", notice, clock);
}

export function newItem(call: Call, subscription: string, item: NewItem, period: Period): SubscriptionItem {
  return {
    id: newId("si", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: call.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: item.metadata ?? {},
    plan: planOf(item.price),
    price: item.price,
    quantity: item.quantity,
    subscription,
    tax_rates: [],
  };
}

/** The present period; all items of a subscription have the same. */
export function periodOf({ items }: Subscription): Period {
  const { current_period_start: start, current_period_end: end } = items.data[0]!;
  return { start, end };
}

/** How often the prices recur; refuses a mixture. */
export function recurringOf(prices: Price[]): NonNullable<Price["recurring"]> {
  const [first] = prices;
  for (const { id, recurring, currency } of prices) {
    if (!recurring)
      throw invalidRequest(
        `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`: ${id}`,
        { param: "items" },
      );
    const together =
      recurring.interval === first!.recurring!.interval &&
      recurring.interval_count === first!.recurring!.interval_count &&
      currency === first!.currency;
    if (!together)
      throw invalidRequest("All prices of a subscription must have the same interval and currency.", {
        param: "items",
      });
  }
  return first!.recurring!;
}

const emptySubscription = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: "included" as const }, type: "flexible" as const },
  billing_schedules: [],
  billing_thresholds: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: "charge_automatically" as const,
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: "self" as const },
  },
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: "off" as const,
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  transfer_data: null,
  trial_settings: {
    end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" as const },
  },
};
