import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { getObject, lockObject } from "../store/objects.ts";
import type { Price } from "../store/types.ts";
import { type Endpoint, listing, post, retrieving } from "../wire/endpoint.ts";
import { invalidRequest, missingParameter } from "../wire/errors.ts";
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
  moments,
  nameIn,
  required,
  shapeFor,
  text,
  unsettable,
  webAddress,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";
import { createProduct } from "./products.ts";

/** How often a price is asked for. */
export const recurringShape = group(
  shapeFor<Stripe.PriceCreateParams.Recurring>()({
    interval: required(choice("day", "week", "month", "year")),
    interval_count: integer({ min: 1, max: 1095 }),
  }),
);

/** The part of a price that a checkout session may give in place of a price's id. */
export const priceDataShape = shapeFor<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>()({
  currency: required(currency()),
  product: text(),
  product_data: group(
    shapeFor<Stripe.Checkout.SessionCreateParams.LineItem.PriceData.ProductData>()({
      description: text(40_000),
      images: list(webAddress(), { max: 8 }),
      metadata: metadata(),
      name: required(text()),
      tax_code: text(),
    }),
  ),
  recurring: recurringShape,
  tax_behavior: choice("exclusive", "inclusive", "unspecified"),
  unit_amount: amount(0),
});

/** Stores the price that `price_data` describes, and its product if it describes one as well. */
export async function createPrice(
  call: Call,
  data: Input<typeof priceDataShape>,
  param: string,
  more: Partial<Price> = {},
): Promise<Price> {
  if (data.unit_amount === undefined) throw missingParameter(nameIn(param, "unit_amount"));
  const price: Price = {
    id: newId("price"),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: call.now,
    currency: data.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: await productFor(call, data, param, more.active ?? true),
    recurring: data.recurring
      ? {
          interval: data.recurring.interval,
          interval_count: data.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: data.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: data.recurring ? "recurring" : "one_time",
    unit_amount: data.unit_amount,
    unit_amount_decimal: String(data.unit_amount),
    ...more,
  };
  return create(call, price, { events: ["price.created"] });
}

const { product_data: _, ...sharedShape } = priceDataShape;

/** https://docs.stripe.com/api/prices */
export const prices: Endpoint[] = [
  post(
    "/v1/prices",
    {
      ...sharedShape,
      active: flag(),
      lookup_key: text(200),
      metadata: metadata(),
      nickname: text(),
      product_data: group({
        active: flag(),
        id: text(),
        metadata: metadata(),
        name: required(text()),
        statement_descriptor: text(22),
        tax_code: text(),
        unit_label: text(12),
      }),
    },
    (call, { active = true, lookup_key = null, metadata: given, nickname = null, ...data }) =>
      createPrice(call, data as Input<typeof priceDataShape>, "", {
        active,
        lookup_key,
        metadata: mergeMetadata({}, given),
        nickname,
      }),
  ),
  retrieving("price", "/v1/prices/:id"),
  post(
    "/v1/prices/:id",
    {
      active: flag(),
      lookup_key: text(200),
      metadata: metadata(),
      nickname: unsettable(text()),
      tax_behavior: choice("exclusive", "inclusive", "unspecified"),
    },
    async (call, { metadata: given, ...input }, id) => {
      const { object: price } = await lockObject(call.db, "price", id);
      return change(
        call,
        price,
        { ...input, metadata: mergeMetadata(price.metadata, given) },
        "price.updated",
      );
    },
  ),
  listing("price", "/v1/prices", {
    created: moments(),
    active: flag(),
    currency: currency(),
    product: text(),
    type: choice("one_time", "recurring"),
  }),
];

async function productFor(
  call: Call,
  { product, product_data }: Input<typeof priceDataShape>,
  param: string,
  active: boolean,
): Promise<string> {
  const name = nameIn(param, "product");
  if (product !== undefined && product_data) {
    throw invalidRequest("You may only specify one of these parameters: product, product_data.", {
      param: name,
    });
  }
  if (product_data) return (await createProduct(call, { active, ...product_data })).id;
  if (product === undefined) throw missingParameter(name);
  return (await getObject(call.db, "product", product, name)).id;
}
