import { goodCard, oneItem, type RunningSandbox, submit } from "./harness.ts";

/** Does everything the sandbox can do, at least once, as the official library and a buyer would. */
export async function tour({ stripe }: RunningSandbox): Promise<void> {
  const customer = await stripe.customers.create({
    email: "ann@example.com",
    name: "Ann",
    metadata: { from: "tour" },
    address: { line1: "1 Main Street", country: "US" },
    shipping: { name: "Ann", address: { line1: "1 Main Street" } },
  });
  await stripe.customers.update(customer.id, { phone: "123" });
  await stripe.webhookEndpoints.create({
    url: "http://127.0.0.1:9/hook",
    enabled_events: ["*"],
    description: "d",
  });
  const product = await stripe.products.create({
    name: "Book",
    images: ["https://shop.example/a.png"],
    description: "A book",
  });
  await stripe.products.update(product.id, { metadata: { a: "1" } });
  const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 500 });
  await stripe.prices.create({
    product_data: { name: "Club" },
    currency: "usd",
    unit_amount: 500,
    recurring: { interval: "month" },
  });
  await stripe.prices.update(price.id, { nickname: "n" });

  const pay = async (fields: Record<string, string>, params = {}, item = {}) => {
    const session = await stripe.checkout.sessions.create(oneItem(params, item));
    const answer = await submit(session.url!, { ...goodCard, ...fields });
    const location = answer.headers.get("location");
    if (location?.includes("/authenticate/")) await submit(location, { action: "complete" });
    return stripe.checkout.sessions.retrieve(session.id, {
      expand: [
        "payment_intent.latest_charge.balance_transaction",
        "line_items.data.price.product",
        "customer",
      ],
    });
  };
  const intentOf = (session: Awaited<ReturnType<typeof pay>>) =>
    session.payment_intent as { id: string; latest_charge: { id: string } };

  const paid = await pay(
    {},
    {
      customer: customer.id,
      line_items: [{ price: price.id, quantity: 2, metadata: { a: "b" } }],
      metadata: { p: "1" },
      client_reference_id: "r",
      expires_at: Math.floor(Date.now() / 1000) + 3600,
      payment_intent_data: {
        metadata: { p: "1" },
        description: "d",
        receipt_email: "a@b.example",
        statement_descriptor_suffix: "x",
      },
    },
  );
  const refund = await stripe.refunds.create({
    payment_intent: intentOf(paid).id,
    amount: 100,
    reason: "requested_by_customer",
    metadata: { a: "b" },
  });
  await stripe.refunds.update(refund.id, { metadata: { b: "c" } });
  await stripe.refunds.retrieve(refund.id, { expand: ["charge", "payment_intent", "balance_transaction"] });
  await stripe.refunds.create({ charge: intentOf(paid).latest_charge.id });
  await stripe.refunds.create({ charge: intentOf(paid).latest_charge.id }).catch(() => {});
  await pay({ number: "4000000000000002" });
  await pay({ number: "4000002500003155" }, { customer_email: "a@b.example" });
  const slow = await pay({ number: "4000000000007726" });
  const slowRefund = await stripe.refunds.create({ payment_intent: intentOf(slow).id });
  await stripe.rawRequest("POST", `/v1/test_helpers/refunds/${slowRefund.id}/settle`);
  const bad = await pay({ number: "4000000000005126" });
  const badRefund = await stripe.refunds.create({ payment_intent: intentOf(bad).id });
  await stripe.rawRequest("POST", `/v1/test_helpers/refunds/${badRefund.id}/fail`);
  await stripe.refunds.retrieve(badRefund.id);
  await pay({ number: "4000000000000259" });
  await pay({ number: "4000000000001976" });
  for (const [currency, how] of [
    ["usd", "settle"],
    ["eur", "fail"],
    ["gbp", "settle"],
  ] as const) {
    const session = await pay({ method: "bank" }, {}, { currency });
    await stripe.rawRequest("POST", `/v1/test_helpers/payment_intents/${intentOf(session).id}/${how}`);
  }
  await pay({}, {}, { unit_amount: 0 });
  const disputes = await stripe.disputes.list({ limit: 2, expand: ["data.charge"] });
  await stripe.disputes.update(disputes.data[0]!.id, { metadata: { a: "b" } });
  await stripe.disputes.close(disputes.data[0]!.id);
  await stripe.disputes.update(disputes.data[1]!.id, {
    evidence: { uncategorized_text: "winning_evidence" },
  });
  const open = await stripe.checkout.sessions.create(oneItem());
  await stripe.checkout.sessions.expire(open.id);
  await stripe.checkout.sessions.list({ limit: 3, status: "complete" });
  await stripe.checkout.sessions.listLineItems(paid.id, { limit: 1 });

  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    allowed_payment_method_types: ["card"],
    customer: customer.id,
  });
  await stripe.paymentIntents.update(intent.id, { payment_method: "pm_card_visa" });
  await stripe.paymentIntents.confirm(intent.id, { return_url: "https://shop.example" });
  const manual = await stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    capture_method: "manual",
    confirm: true,
    payment_method: "pm_card_visa",
    return_url: "https://shop.example",
  });
  await stripe.paymentIntents.capture(manual.id, { amount_to_capture: 400 });
  await stripe.paymentIntents
    .create({ amount: 500, currency: "usd", confirm: true, payment_method: "pm_card_chargeDeclined" })
    .catch(() => {});
  const canceled = await stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await stripe.paymentIntents.cancel(canceled.id, { cancellation_reason: "abandoned" });
  const method = await stripe.paymentMethods.create({
    type: "card",
    card: { number: "4242424242424242", exp_month: 1, exp_year: 2040, cvc: "123" },
    billing_details: { email: "a@b.example" },
  });
  await stripe.paymentMethods.attach(method.id, { customer: customer.id });
  await stripe.paymentMethods.detach(method.id);
  await stripe.paymentMethods.create({
    type: "us_bank_account",
    us_bank_account: {
      account_number: "000123456789",
      routing_number: "110000000",
      account_holder_type: "individual",
    },
  });
  await stripe.charges.update(intentOf(paid).latest_charge.id, { description: "x" });
  const unused = await stripe.products.create({ name: "Unused" });
  await stripe.products.del(unused.id);
  await stripe.customers.del(customer.id);
  await stripe.customers.retrieve(customer.id);
  await stripe.customers.retrieve("cus_none").catch(() => {});
  await stripe.charges.list({ limit: 100, expand: ["data.refunds", "data.customer"] });
  await stripe.paymentIntents.list({ limit: 100, expand: ["data.payment_method"] });
  const all = { limit: 100, created: { gte: 1 } };
  await stripe.balanceTransactions.list({ ...all, expand: ["data.source"] });
  await stripe.customers.list(all);
  await stripe.products.list(all);
  await stripe.prices.list({ ...all, expand: ["data.product"] });
  await stripe.refunds.list(all);
  await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  await stripe.webhookEndpoints.list();
  await stripe.accounts.retrieveCurrent();
}
