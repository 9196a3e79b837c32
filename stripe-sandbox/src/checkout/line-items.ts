import { mergeMetadata } from "../resources/metadata.ts";
import { createPrice } from "../resources/prices.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { getObject } from "../store/objects.ts";
import type { LineItem, Price } from "../store/types.ts";
import { invalidRequest } from "../wire/errors.ts";
import { type Input, nameIn } from "../wire/parameters.ts";
import type { lineItemShape, NewSession } from "./session-parameters.ts";

/**
 * What a session sells, with prices and products stored for items that describe their own. Refuses prices that
 * recur where they must not or the other way round or are inactive, and items in different currencies.
 */
export async function createLineItems(
  call: Call,
  given: NonNullable<NewSession["line_items"]>,
  mode: "payment" | "subscription",
): Promise<{ items: LineItem[]; currency: string }> {
  const items: LineItem[] = [];
  for (const [index, item] of given.entries())
    items.push(await createLineItem(call, item, `line_items[${index}]`, mode));
  const currencies = [...new Set(items.map((item) => item.currency))];
  if (currencies.length === 1) return { items, currency: currencies[0]! };
  throw invalidRequest(`All line items must use the same currency; got ${currencies.join(" and ")}.`, {
    param: "line_items",
  });
}

async function createLineItem(
  call: Call,
  item: Input<typeof lineItemShape>,
  param: string,
  mode: "payment" | "subscription",
): Promise<LineItem> {
  const price = await priceOf(call, item, param);
  if (mode === "subscription" && price.type !== "recurring") {
    throw invalidRequest("The sandbox sells subscriptions alone: every price has to recur.", {
      param: nameIn(param, "price"),
    });
  }
  if (mode === "payment" && price.type === "recurring") {
    throw invalidRequest("You specified `payment` mode but passed a recurring price.", {
      param: nameIn(param, "price"),
    });
  }
  const quantity = item.quantity ?? 1;
  const amount = (price.unit_amount ?? 0) * quantity;
  const { name } = await getObject(call.db, "product", String(price.product));
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: name,
    metadata: mergeMetadata({}, item.metadata),
    price,
    quantity,
  };
}

/** A price made from `price_data` is not offered again: it is stored inactive, as Stripe does. */
async function priceOf(call: Call, item: Input<typeof lineItemShape>, param: string): Promise<Price> {
  if ((item.price === undefined) === (item.price_data === undefined)) {
    throw invalidRequest("Each line item takes exactly one of price and price_data.", {
      code: "parameter_missing",
      param: nameIn(param, "price"),
    });
  }
  if (item.price_data)
    return createPrice(call, item.price_data, nameIn(param, "price_data"), { active: false });
  const price = await getObject(call.db, "price", item.price!, nameIn(param, "price"));
  if (price.active) return price;
  throw invalidRequest(`The price '${price.id}' is inactive. This field only accepts active prices.`, {
    code: "price_inactive",
    param: nameIn(param, "price"),
  });
}
