import type Stripe from "stripe";
import { eventually, goodCard, oneItem, type RunningSandbox, submit } from "./harness.ts";

/** Does everything that subscriptions, saved cards, invoices and test clocks can do, at least once. */
export async function membershipsTour({ stripe }: RunningSandbox): Promise<void> {
  const start = Date.UTC(2026, 0, 15) / 1000;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start, name: "tour" });
  const advance = async (days: number) => {
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start + days * 86_400 });
    await eventually(async () => (await stripe.testHelpers.testClocks.retrieve(clock.id)).status === "ready");
  };
  const customer = await stripe.customers.create({
    email: "kim@example.com",
    test_clock: clock.id,
    payment_method: "pm_card_visa",
  });
  const { data: kept } = await stripe.customers.listPaymentMethods(customer.id, { type: "card" });
  const card = kept[0]!;
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  await stripe.paymentMethods.list({ customer: customer.id, type: "card" });
  const product = await stripe.products.create({ id: "tier_tour", name: "Tier" });
  const monthly = (unit_amount: number, interval: "month" | "year" = "month") => ({
    currency: "usd",
    product: product.id,
    recurring: { interval },
    unit_amount,
  });
  const wanted = { customer: customer.id, items: [{ price_data: monthly(500), quantity: 1 }] };

  const subscription = await stripe.subscriptions.create({
    ...wanted,
    metadata: { subscription_id: "x" },
    expand: ["latest_invoice.payments", "default_payment_method", "customer", "schedule", "test_clock"],
  });
  const [item] = subscription.items.data;
  await stripe.subscriptionItems.list({ subscription: subscription.id });
  await stripe.subscriptionItems.retrieve(item!.id);
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item!.id, price_data: monthly(900) }],
    proration_behavior: "create_prorations",
    metadata: { a: "b" },
  });
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item!.id, price_data: monthly(1200) }],
    billing_cycle_anchor: { type: "now" },
    proration_behavior: "always_invoice",
    payment_behavior: "error_if_incomplete",
  });
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item!.id, price_data: monthly(5000, "year") }],
    proration_behavior: "always_invoice",
    payment_behavior: "error_if_incomplete",
  });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });

  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: "release",
    phases: [
      {
        items: [{ price_data: monthly(5000, "year"), quantity: 1 }],
        start_date: schedule.phases[0]!.start_date,
        end_date: schedule.phases[0]!.end_date,
      },
      {
        items: [{ price_data: monthly(500), quantity: 1 }],
        duration: { interval: "month" },
        metadata: { a: "c" },
        proration_behavior: "none",
      },
    ],
  });
  await stripe.subscriptionSchedules.release(schedule.id);
  await stripe.subscriptionSchedules.list({ customer: customer.id });
  await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  await stripe.subscriptions.cancel(subscription.id);

  const trial = await stripe.subscriptions.create({
    ...wanted,
    trial_period_days: 7,
    default_payment_method: card.id,
  });
  await stripe.subscriptions.create({
    ...wanted,
    payment_behavior: "default_incomplete",
    expand: ["latest_invoice.confirmation_secret"],
  });
  await advance(40);
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: failing.id } });
  await stripe.subscriptions.update(trial.id, { default_payment_method: failing.id });
  await advance(70);
  const [open] = (await stripe.invoices.list({ subscription: trial.id, status: "open" })).data;
  await stripe.invoices.pay(open!.id).catch(() => {});
  await stripe.invoices.pay(open!.id, { payment_method: card.id });
  const authenticates = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(trial.id, { default_payment_method: authenticates.id });
  await advance(100);
  const [waiting] = (
    await stripe.invoices.list({ subscription: trial.id, status: "open", expand: ["data.payments"] })
  ).data;
  await stripe.invoices.markUncollectible(waiting!.id);
  await stripe.invoices.voidInvoice(waiting!.id);
  const [paidBy] = (await stripe.invoicePayments.list({ status: "paid", limit: 1 })).data;
  await stripe.refunds.create({ payment_intent: String(paidBy!.payment.payment_intent) });
  await stripe.invoicePayments.retrieve(paidBy!.id);

  const extra = { customer: customer.id, currency: "usd" };
  await stripe.invoiceItems.create({ ...extra, amount: 300, description: "Extra" });
  const unwanted = await stripe.invoiceItems.create({ ...extra, amount: 100 });
  await stripe.invoiceItems.retrieve(unwanted.id);
  await stripe.invoiceItems.del(unwanted.id);
  await stripe.invoiceItems.list({ customer: customer.id });
  const manual = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  await stripe.invoices.update(manual.id, { metadata: { a: "b" } });
  await stripe.invoices.finalizeInvoice(manual.id);
  await stripe.invoices.retrieve(manual.id, { expand: ["payments", "customer"] });
  await stripe.subscriptions.list({ customer: customer.id, status: "all" });
  await stripe.paymentMethods.detach(authenticates.id);

  await checkouts({ stripe }, customer.id, monthly);
  const portal = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "https://shop.example/account",
  });
  await submit(portal.url, { action: "add", ...goodCard });
  const { id: configuration } = await stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true }, subscription_cancel: { enabled: false } },
    metadata: { a: "b" },
  });
  await stripe.billingPortal.sessions.create({
    customer: customer.id,
    configuration,
    expand: ["configuration"],
  });
  await stripe.billingPortal.configurations.update(configuration, {
    active: false,
    features: { subscription_pause: { enabled: false }, subscription_update: { enabled: false } },
  });
  await stripe.billingPortal.configurations.retrieve(configuration);
  await stripe.billingPortal.configurations.list({ active: true, is_default: true });
  await stripe.testHelpers.testClocks.list();
  await stripe.testHelpers.testClocks.del(clock.id);
}

async function checkouts(
  { stripe }: { stripe: Stripe },
  customer: string,
  monthly: (amount: number) => object,
): Promise<void> {
  const pay = async (params: object, fields: Record<string, string> = {}) => {
    const session = await stripe.checkout.sessions.create(oneItem(params));
    const answer = await submit(session.url!, { ...goodCard, ...fields });
    const location = answer.headers.get("location");
    if (location?.includes("/authenticate/")) await submit(location, { action: fields.bank ?? "complete" });
    return stripe.checkout.sessions.retrieve(session.id, {
      expand: ["subscription", "invoice", "setup_intent", "customer"],
    });
  };
  const sells = { mode: "subscription", line_items: [{ price_data: monthly(500), quantity: 1 }] };
  await pay(
    { ...sells, subscription_data: { metadata: { subscription_id: "y" } } },
    { email: "a@b.example" },
  );
  await pay({ ...sells, customer, subscription_data: { trial_period_days: 7 } });
  const setup = { mode: "setup", line_items: undefined, customer, currency: "usd" };
  await pay(setup, { number: "4000002500003155" });
  await pay(setup, { number: "4000002500003155", bank: "fail" });
  await pay({ customer, saved_payment_method_options: { payment_method_save: "enabled" } }, { keep: "yes" });
  const [card] = (await stripe.paymentMethods.list({ customer, type: "card" })).data;
  await stripe.paymentIntents.create({
    amount: 700,
    currency: "usd",
    customer,
    payment_method: card!.id,
    confirm: true,
    off_session: true,
  });
  await stripe.setupIntents.list({ customer });
}
