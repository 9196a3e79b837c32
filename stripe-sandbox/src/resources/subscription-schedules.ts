import type Stripe from "stripe";
import { periodOf } from "../billing/create-subscription.ts";
import { addIntervals } from "../billing/periods.ts";
import { endSchedule, namedSchedule } from "../billing/schedules.ts";
import { namedSubscription } from "../billing/standing.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change, create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { getObject, lockObject } from "../store/objects.ts";
import type { Price, Schedule, SchedulePhase, Subscription } from "../store/types.ts";
import { type Endpoint, listing, post, retrieving } from "../wire/endpoint.ts";
import { invalidRequest, missingParameter } from "../wire/errors.ts";
import {
  choice,
  flag,
  group,
  type Input,
  integer,
  list,
  metadata,
  momentOrNow,
  required,
  shapeFor,
  text,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";
import { itemPriceShape, priceOf } from "./subscriptions.ts";

const phaseShape = shapeFor<Stripe.SubscriptionScheduleUpdateParams.Phase>()({
  duration: group({
    interval: required(choice("day", "week", "month", "year")),
    interval_count: integer({ min: 1 }),
  }),
  end_date: integer(),
  items: required(
    list(group({ price: text(), price_data: group(itemPriceShape), quantity: integer({ min: 1 }) }), {
      min: 1,
      max: 20,
    }),
  ),
  metadata: metadata(),
  proration_behavior: choice("always_invoice", "create_prorations", "none"),
  start_date: momentOrNow(),
  trial_end: integer(),
});

/** https://docs.stripe.com/api/subscription_schedules: made from a subscription, to change its price when its period ends. */
export const subscriptionSchedules: Endpoint[] = [
  post(
    "/v1/subscription_schedules",
    { from_subscription: required(text()), metadata: metadata() },
    async (call, input) => {
      const { object: subscription } = await lockObject(
        call.db,
        "subscription",
        input.from_subscription,
        "from_subscription",
      );
      const moment = await byClockOf(call, subscription);
      return createSchedule(moment, subscription, mergeMetadata({}, input.metadata));
    },
  ),
  retrieving("subscription_schedule", "/v1/subscription_schedules/:id"),
  post(
    "/v1/subscription_schedules/:id",
    {
      end_behavior: choice("release"),
      metadata: metadata(),
      phases: list(group(phaseShape), { min: 1, max: 10 }),
      proration_behavior: choice("always_invoice", "create_prorations", "none"),
    },
    async (call, input, id) => {
      const { schedule, moment } = await lockActive(call, id);
      const phases = input.phases ? await phasesOf(moment, schedule, input.phases) : schedule.phases;
      const fields: Partial<Schedule> = {
        end_behavior: input.end_behavior ?? schedule.end_behavior,
        metadata: mergeMetadata(schedule.metadata, input.metadata),
        phases,
        current_phase: { start_date: phases[0]!.start_date, end_date: phases[0]!.end_date },
      };
      return change(moment, namedSchedule(schedule), fields, "subscription_schedule.updated");
    },
  ),
  post("/v1/subscription_schedules/:id/release", { preserve_cancel_date: flag() }, async (call, _, id) => {
    const { schedule, moment, subscription } = await lockActive(call, id);
    const released = await endSchedule(moment, schedule.id, "released");
    await change(
      moment,
      namedSubscription(subscription),
      { schedule: null },
      "customer.subscription.updated",
    );
    return released;
  }),
  listing("subscription_schedule", "/v1/subscription_schedules", { customer: text() }),
];

async function createSchedule(
  call: Call,
  subscription: Subscription,
  labels: Stripe.Metadata,
): Promise<Schedule> {
  if (subscription.schedule)
    throw invalidRequest(
      `You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule}.`,
      { param: "from_subscription" },
    );
  const { start, end } = periodOf(subscription);
  const items = subscription.items.data.map(({ price, quantity }) => ({ price, quantity: quantity ?? 1 }));
  const schedule: Schedule & { object: "subscription_schedule" } = {
    id: newId("sub_sched"),
    object: "subscription_schedule",
    application: null,
    billing_mode: subscription.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: call.now,
    current_phase: { start_date: start, end_date: end },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: subscription.default_payment_method,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release",
    livemode: false,
    metadata: labels,
    pause_schedules: [],
    phases: [phase(items, { start, end }, subscription.trial_end, {})],
    released_at: null,
    released_subscription: null,
    status: "active",
    subscription: subscription.id,
    test_clock: subscription.test_clock,
  };
  await create<"subscription_schedule">(call, schedule, { events: ["subscription_schedule.created"] });
  await change(
    call,
    namedSubscription(subscription),
    { schedule: schedule.id },
    "customer.subscription.updated",
  );
  return schedule;
}

/** One after the other: each begins where the one before ends, the first where the present phase began. */
async function phasesOf(
  call: Call,
  schedule: Schedule,
  given: Input<typeof phaseShape>[],
): Promise<SchedulePhase[]> {
  const phases: SchedulePhase[] = [];
  let start = schedule.phases[0]!.start_date;
  for (const [index, wanted] of given.entries()) {
    const param = `phases[${index}]`;
    if (typeof wanted.start_date === "number" && wanted.start_date !== start)
      throw invalidRequest("Each phase has to begin where the one before it ends.", { param });
    const items = [];
    for (const [number, item] of wanted.items.entries()) {
      const price = await priceOf(call, item, `${param}[items][${number}]`);
      if (!price) throw missingParameter(`${param}[items][${number}][price]`);
      items.push({ price, quantity: item.quantity ?? 1 });
    }
    const { duration } = wanted;
    const end =
      wanted.end_date ??
      addIntervals(
        start,
        duration
          ? { interval: duration.interval, interval_count: duration.interval_count ?? 1 }
          : items[0]!.price.recurring!,
      );
    if (end <= start) throw invalidRequest("A phase has to end after it begins.", { param });
    const labels = mergeMetadata({}, wanted.metadata);
    phases.push(phase(items, { start, end }, wanted.trial_end ?? null, labels, wanted.proration_behavior));
    start = end;
  }
  return phases;
}

function phase(
  items: { price: Price; quantity: number }[],
  { start, end }: { start: number; end: number },
  trialEnd: number | null,
  labels: Stripe.Metadata,
  prorations: SchedulePhase["proration_behavior"] = "create_prorations",
): SchedulePhase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: items[0]!.price.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: end,
    invoice_settings: null,
    items: items.map(({ price, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: price.id,
      price: price.id,
      quantity,
      tax_rates: [],
    })),
    metadata: labels,
    on_behalf_of: null,
    proration_behavior: prorations,
    start_date: start,
    transfer_data: null,
    trial_end: trialEnd,
  };
}

/** Subscription first: everybody locks in that order. */
async function lockActive(call: Call, id: string) {
  const { subscription: of, status } = await getObject(call.db, "subscription_schedule", id);
  if (status !== "active" || of === null)
    throw invalidRequest(
      `You cannot change a subscription schedule that is currently in the \`${status}\` status.`,
    );
  const { object: subscription } = await lockObject(call.db, "subscription", String(of));
  const { object: schedule } = await lockObject(call.db, "subscription_schedule", id);
  return { subscription, schedule, moment: await byClockOf(call, subscription) };
}
