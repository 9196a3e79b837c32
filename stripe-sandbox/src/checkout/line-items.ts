async function lineItem(call: Call, item: Input<typeof lineItemShape>, param: string): Promise<LineItem> {
  const price = await priceOf(call, item, param);
  if (price.type === "recurring") {
    throw invalidRequest("You specified `payment` mode but passed a recurring price.", {
      param: `${param}[price]`,
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
      param: `${param}[price]`,
    });
  }
  if (item.price_data) return createPrice(call, item.price_data, `${param}[price_data]`, { active: false });
  const price = await getObject(call.db, "price", item.price!, `${param}[price]`);
  if (price.active) return price;
  throw invalidRequest(`The price '${price.id}' is inactive. This field only accepts active prices.`, {
    code: "price_inactive",
    param: `${param}[price]`,
  });
}

function oneCurrency(items: LineItem[]): string {
  const currencies = [...new Set(items.map((item) => item.currency))];
  if (currencies.length === 1) return currencies[0]!;
  throw invalidRequest(`All line items must use the same currency; got ${currencies.join(" and ")}.`, {
    param: "line_items",
  });
}

