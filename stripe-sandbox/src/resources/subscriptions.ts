import type Stripe from "stripe";
import { collect } from "../billing/collect.ts";
import { createSubscription } from "../billing/create-subscription.ts";
import { finalizeInvoice } from "../billing/invoices.ts";
import { endSubscription } from "../billing/standing.ts";
import { insist, updateSubscription, type WantedItem } from "../billing/update-subscription.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import type { Call } from "../sandbox.ts";
import { findObject, getObject, lockObject } from "../store/objects.ts";
import type { Price } from "../store/types.ts";
import { type Endpoint, get, pagination, post, remove, retrieving } from "../wire/endpoint.ts";
import { invalidRequest, missingParameter, resourceMissing } from "../wire/errors.ts";
import { listPage } from "../wire/list.ts";
import {
  amount,
  choice,
  currency,
  flag,
  group,
  type Input,
  integer,
  list,
  metadata,
  momentOrNow,
  moments,
  nameIn,
  required,
  shapeFor,
  text,
  unsettable,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";
import { createPrice, recurringShape } from "./prices.ts";

/** A price described in place; its product has to be there already. */
export const itemPriceShape = shapeFor<Stripe.SubscriptionCreateParams.Item.PriceData>()({
  currency: required(currency()),
  product: required(text()),
  recurring: required(recurringShape),
  tax_behavior: choice("exclusive", "inclusive", "unspecified"),
  unit_amount: required(amount(0)),
});

const newItemShape = shapeFor<Stripe.SubscriptionCreateParams.Item>()({
  metadata: metadata(),
  price: text(),
  price_data: group(itemPriceShape),
  quantity: integer({ min: 1 }),
});

const itemShape = shapeFor<Stripe.SubscriptionUpdateParams.Item>()({ ...newItemShape, id: text() });

const prorationBehavior = choice("always_invoice", "create_prorations", "none");

const createShape = shapeFor<Stripe.SubscriptionCreateParams>()({
  cancel_at_period_end: flag(),
  collection_method: choice("charge_automatically"),
  customer: required(text()),
  default_payment_method: text(),
  description: text(500),
  items: required(list(group(newItemShape), { min: 1, max: 20 })),
  metadata: metadata(),
  off_session: flag(),
  payment_behavior: choice("allow_incomplete", "default_incomplete", "error_if_incomplete"),
  proration_behavior: prorationBehavior,
  trial_end: momentOrNow(),
  trial_period_days: integer({ min: 1, max: 730 }),
});

const updateShape = shapeFor<Stripe.SubscriptionUpdateParams>()({
  billing_cycle_anchor: group(
    shapeFor<Stripe.SubscriptionUpdateParams.BillingCycleAnchor>()({
      type: required(choice("now", "unchanged")),
    }),
  ),
  cancel_at_period_end: flag(),
  default_payment_method: text(),
  description: unsettable(text(500)),
  items: list(group(itemShape), { max: 20 }),
  metadata: metadata(),
  off_session: flag(),
  payment_behavior: choice("allow_incomplete", "error_if_incomplete"),
  proration_behavior: prorationBehavior,
  proration_date: integer(),
  trial_end: momentOrNow(),
});

/** https://docs.stripe.com/api/subscriptions */
export const subscriptions: Endpoint[] = [
  post("/v1/subscriptions", createShape, async (call, input) => {
    const customer = await getObject(call.db, "customer", input.customer, "customer");
    const moment = await byClockOf(call, customer);
    const items = [];
    for (const [index, { metadata: labels, ...item }] of input.items.entries()) {
      const price = await priceOf(moment, item, `items[${index}]`);
      if (!price) throw missingParameter(`items[${index}][price]`);
      items.push({ price, quantity: item.quantity ?? 1, metadata: mergeMetadata({}, labels) });
    }
    await refuseForeignMethod(moment, input.default_payment_method, customer.id);
    const { subscription, invoice } = await createSubscription(moment, {
      customer,
      items,
      cancelAtPeriodEnd: input.cancel_at_period_end ?? false,
      defaultMethod: input.default_payment_method ?? null,
      description: input.description ?? null,
      metadata: mergeMetadata({}, input.metadata),
      trialEnd: trialEnd(moment, input),
    });
    const { payment_behavior = "allow_incomplete" } = input;
    const open = await finalizeInvoice(moment, invoice);
    if (payment_behavior !== "default_incomplete" || open.status === "paid") {
      const collected = await collect(moment, open);
      if (payment_behavior === "error_if_incomplete") insist(collected);
    }
    return getObject(call.db, "subscription", subscription.id);
  }),
  retrieving("subscription", "/v1/subscriptions/:id"),
  post("/v1/subscriptions/:id", updateShape, async (call, input, id) => {
    const { object: subscription } = await lockObject(call.db, "subscription", id);
    const moment = await byClockOf(call, subscription);
    await refuseForeignMethod(moment, input.default_payment_method, String(subscription.customer));
    const items: WantedItem[] = [];
    for (const [index, { metadata: _, ...item }] of (input.items ?? []).entries()) {
      const price = await priceOf(moment, item, `items[${index}]`);
      items.push({ id: item.id, quantity: item.quantity, ...(price ? { price } : {}) });
    }
    const restarts = input.billing_cycle_anchor?.type === "now";
    if (restarts && subscription.status === "trialing" && input.trial_end === undefined)
      throw invalidRequest("A trial's end anchors the cycle here. End the trial instead.", {
        param: "billing_cycle_anchor",
      });
    return updateSubscription(moment, subscription, {
      restarts,
      ...(items.length > 0 ? { items } : {}),
      prorations: input.proration_behavior ?? "create_prorations",
      prorationDate: input.proration_date,
      insists: input.payment_behavior === "error_if_incomplete",
      trialEnd: input.trial_end === "now" ? moment.now : input.trial_end,
      cancelAtPeriodEnd: input.cancel_at_period_end,
      fields: {
        ...(input.default_payment_method ? { default_payment_method: input.default_payment_method } : {}),
        ...(input.description === undefined ? {} : { description: input.description }),
        metadata: mergeMetadata(subscription.metadata, input.metadata),
      },
    });
  }),
  remove("/v1/subscriptions/:id", async (call, id) => {
    const { object: subscription } = await lockObject(call.db, "subscription", id);
    if (subscription.status === "canceled" || subscription.status === "incomplete_expired")
      throw resourceMissing("subscription", id);
    return endSubscription(await byClockOf(call, subscription), subscription, "cancellation_requested");
  }),
  get(
    "/v1/subscriptions",
    {
      ...pagination,
      created: moments(),
      customer: text(),
      status: choice(
        "active",
        "all",
        "canceled",
        "ended",
        "incomplete",
        "incomplete_expired",
        "past_due",
        "paused",
        "trialing",
        "unpaid",
      ),
      test_clock: text(),
    },
    async ({ db }, { status, customer, test_clock, ...page }) => {
      const wanted = status === "all" || status === "ended" || status === undefined ? {} : { status };
      const exclude =
        status === undefined ? ["canceled", "incomplete_expired"] : status === "ended" ? living : [];
      const equal = { ...wanted, ...(customer ? { customer } : {}), ...(test_clock ? { test_clock } : {}) };
      return listPage(db, "subscription", {
        ...page,
        url: "/v1/subscriptions",
        equal,
        not: { status: exclude },
      });
    },
  ),
];

const living = ["active", "incomplete", "past_due", "paused", "trialing", "unpaid"];

/** https://docs.stripe.com/api/subscription_items: shown here, changed with their subscription. */
export const subscriptionItems: Endpoint[] = [
  get(
    "/v1/subscription_items",
    { ...pagination, subscription: required(text()) },
    async ({ db }, { subscription }) => (await getObject(db, "subscription", subscription)).items,
  ),
  get("/v1/subscription_items/:id", {}, async ({ db }, _, id) => {
    const [row] = await db.query<{ id: string }>(
      "select id from {objects} where type = 'subscription' and type <> 'event' and data @> $1",
      [JSON.stringify({ items: { data: [{ id }] } })],
    );
    const found = row && (await findObject(db, "subscription", row.id));
    const item = found?.object.items.data.find((one) => one.id === id);
    if (!item) throw resourceMissing("subscription_item", id);
    return item;
  }),
];

/** The price an item names or describes; undefined when it does neither. */
export async function priceOf(
  call: Call,
  item: { price?: string; price_data?: Input<typeof itemPriceShape> },
  param: string,
): Promise<Price | undefined> {
  if (item.price !== undefined && item.price_data)
    throw invalidRequest("You may only specify one of these parameters: price, price_data.", { param });
  if (item.price_data)
    return createPrice(call, item.price_data, nameIn(param, "price_data"), { active: false });
  if (item.price === undefined) return undefined;
  return getObject(call.db, "price", item.price, nameIn(param, "price"));
}

function trialEnd(call: Call, input: Input<typeof createShape>): number | null {
  if (input.trial_end === "now") return null;
  if (input.trial_end !== undefined) {
    if (input.trial_end > call.now) return input.trial_end;
    throw invalidRequest("The timestamp must be in the future.", { param: "trial_end" });
  }
  return input.trial_period_days === undefined ? null : call.now + input.trial_period_days * 86_400;
}

async function refuseForeignMethod(call: Call, id: string | undefined, customer: string): Promise<void> {
  if (id === undefined) return;
  const param = "default_payment_method";
  const method = await getObject(call.db, "payment_method", id, param);
  if (method.customer === customer) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param },
  );
}
