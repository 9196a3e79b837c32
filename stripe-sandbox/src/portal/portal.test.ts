import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  goodCard,
  makeDatabase,
  oneItem,
  type RunningSandbox,
  startSandbox,
  submit,
} from "../test/harness.ts";

let now = new Date("2026-11-01T12:00:00Z");
let sandbox: RunningSandbox;
let stripe: Stripe;
let database: Awaited<ReturnType<typeof makeDatabase>>;
beforeAll(async () => {
  database = await makeDatabase();
  sandbox = await startSandbox(database.url, { clock: { now: () => now } });
  stripe = sandbox.stripe;
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

const tick = () => stripe.rawRequest("POST", "/v1/test_helpers/tick");
const passDays = async (days: number) => {
  now = new Date(now.getTime() + days * 86_400_000);
  await tick();
};
const tier = {
  price_data: {
    currency: "usd",
    product_data: { name: "Tier" },
    recurring: { interval: "month" as const },
    unit_amount: 500,
  },
  quantity: 1,
};
const subscriptionCheckout = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create(oneItem({ mode: "subscription", line_items: [tier], ...more }));
const member = async () => {
  const session = await subscriptionCheckout({ customer_email: "m@example.com" });
  expect((await submit(session.url!, goodCard)).status).toBe(303);
  const { customer, subscription } = await stripe.checkout.sessions.retrieve(session.id);
  const portal = await stripe.billingPortal.sessions.create({
    customer: String(customer),
    return_url: "https://shop.example/account",
  });
  return { customer: String(customer), subscription: String(subscription), portal: portal.url };
};

describe("a checkout that sells a subscription", () => {
  it("begins nothing until the card is accepted, and begins one however often it is paid", async () => {
    const session = await subscriptionCheckout({ customer_email: "n@example.com" });
    expect((await submit(session.url!, { ...goodCard, number: "4000000000000002" })).status).toBe(402);
    expect((await stripe.checkout.sessions.retrieve(session.id)).subscription).toBeNull();
    const clicks = await Promise.all([submit(session.url!, goodCard), submit(session.url!, goodCard)]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "invoice"] });
    expect(paid).toMatchObject({
      payment_intent: null,
      payment_status: "paid",
      subscription: { status: "active" },
      invoice: { billing_reason: "subscription_create", status: "paid", amount_paid: 500 },
    });
    const { data } = await stripe.subscriptions.list({ customer: String(paid.customer) });
    expect(data).toHaveLength(1);
  });

  it("lets the bank ask first", async () => {
    const session = await subscriptionCheckout({ customer_email: "n@example.com" });
    const asked = await submit(session.url!, { ...goodCard, number: "4000002500003155" });
    const bank = asked.headers.get("location")!;
    expect(bank).toContain("/authenticate/");
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    expect((await submit(bank, { action: "complete" })).headers.get("location")).toContain("thanks");
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id);
    await passDays(32);
    const renewed = await stripe.subscriptions.retrieve(String(subscription), { expand: ["latest_invoice"] });
    expect(renewed).toMatchObject({
      status: "active",
      latest_invoice: { billing_reason: "subscription_cycle", status: "paid" },
    });
  });

  it("lets a saved card alone when the bank debit was chosen", async () => {
    const { customer } = await member();
    const session = await stripe.checkout.sessions.create(
      oneItem({ customer, saved_payment_method_options: { allow_redisplay_filters: ["limited"] } }),
    );
    const [card] = (await stripe.paymentMethods.list({ customer, type: "card" })).data;
    expect((await submit(session.url!, { saved: card!.id, method: "bank" })).status).toBe(303);
    const { payment_status } = await stripe.checkout.sessions.retrieve(session.id);
    expect(payment_status).toBe("unpaid");
  });

  it("offers a customer's own cards, and takes nobody else's", async () => {
    const [one, other] = [await member(), await member()];
    const cardOf = async (customer: string) =>
      (await stripe.paymentMethods.list({ customer, type: "card" })).data[0]!.id;
    const shown = { saved_payment_method_options: { allow_redisplay_filters: ["limited" as const] } };
    const session = await subscriptionCheckout({ customer: one.customer, ...shown });
    expect(await (await fetch(session.url!)).text()).toContain("ending in 4242");
    expect((await submit(session.url!, { saved: await cardOf(other.customer) })).status).toBe(404);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    expect((await submit(session.url!, { saved: await cardOf(one.customer) })).status).toBe(303);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("complete");
  });
});

describe("saved cards", () => {
  it("are attached unless no bank would vouch for them", async () => {
    const customer = (await stripe.customers.create()).id;
    await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await expect(stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer })).rejects.toMatchObject({
      statusCode: 402,
      code: "card_declined",
    });
  });

  it("are charged without their owner, if the bank agrees", async () => {
    const customer = (await stripe.customers.create()).id;
    const charge = async (card: string) => {
      const { id } = await stripe.paymentMethods.attach(card, { customer });
      return stripe.paymentIntents.create({
        amount: 500,
        currency: "usd",
        confirm: true,
        customer,
        off_session: true,
        payment_method: id,
      });
    };
    expect((await charge("pm_card_visa")).status).toBe("succeeded");
    for (const card of ["pm_card_authenticationRequired", "pm_card_authenticationRequiredOnSetup"])
      await expect(charge(card)).rejects.toMatchObject({ code: "authentication_required", statusCode: 402 });
    await expect(charge("pm_card_chargeCustomerFail")).rejects.toMatchObject({ code: "card_declined" });
  });
});

describe("the customer's own page", () => {
  it("cancels and keeps a subscription", async () => {
    const { portal, subscription } = await member();
    expect(await (await fetch(portal)).text()).toContain("Renews on");
    expect((await submit(portal, { action: `cancel ${subscription}` })).status).toBe(303);
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({ cancel_at_period_end: true });
    await submit(portal, { action: `resume ${subscription}` });
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({ cancel_at_period_end: false });
  });

  it("adds a card that renewals are charged to from then on, and removes one", async () => {
    const { portal, customer, subscription } = await member();
    const wrong = await submit(portal, { action: "add", ...goodCard, number: "1" });
    expect(wrong.status).toBe(422);
    await submit(portal, { action: "add", ...goodCard, number: "5555 5555 5555 4444" });
    const { data } = await stripe.paymentMethods.list({ customer, type: "card" });
    expect(data.map(({ card }) => card!.brand)).toEqual(["mastercard", "visa"]);
    expect((await stripe.subscriptions.retrieve(subscription)).default_payment_method).toBe(data[0]!.id);
    await submit(portal, { action: `remove ${data[1]!.id}` });
    expect((await stripe.paymentMethods.list({ customer, type: "card" })).data).toHaveLength(1);
  });

  it("touches nothing of another customer, and nothing for another site", async () => {
    const [one, other] = [await member(), await member()];
    const action = `cancel ${other.subscription}`;
    expect((await submit(one.portal, { action })).status).toBe(404);
    expect((await submit(other.portal, { action }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const { data } = await stripe.paymentMethods.list({ customer: other.customer, type: "card" });
    expect((await submit(one.portal, { action: `remove ${data[0]!.id}` })).status).toBe(404);
    expect(await stripe.subscriptions.retrieve(other.subscription)).toMatchObject({
      cancel_at_period_end: false,
    });
    expect((await submit(other.portal, { action })).status).toBe(303);
  });

  it("does what its configuration allows", async () => {
    const { portal, customer, subscription } = await member();
    const [card] = (await stripe.paymentMethods.list({ customer, type: "card" })).data;
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      features: { payment_method_update: { enabled: true } },
    });
    const open = async () => (await stripe.billingPortal.sessions.create({ customer, configuration })).url;
    const allow = (features: Stripe.BillingPortal.ConfigurationUpdateParams.Features) =>
      stripe.billingPortal.configurations.update(configuration, { features });
    const page = await open();
    const action = `cancel ${subscription}`;
    expect(await (await fetch(portal)).text()).toMatch(/>Cancel<.*>Cards<.*>Invoices</s);
    expect(await (await fetch(page)).text()).not.toMatch(/>Cancel<|>Invoices</);
    expect((await submit(page, { action })).status).toBe(403);
    expect((await stripe.subscriptions.retrieve(subscription)).cancel_at_period_end).toBe(false);
    expect((await submit(page, { action: `use ${card!.id}` })).status).toBe(303);
    await allow({ payment_method_update: { enabled: false }, subscription_cancel: { enabled: true } });
    expect((await submit(page, { action: `remove ${card!.id}` })).status).toBe(403);
    expect((await submit(page, { action })).status).toBe(303);
    expect((await stripe.subscriptions.retrieve(subscription)).cancel_at_period_end).toBe(true);
    await stripe.billingPortal.configurations.update(configuration, { active: false });
    await expect(open()).rejects.toMatchObject({ statusCode: 400, param: "configuration" });
  });

  it("has a default configuration that stays", async () => {
    const { data } = await stripe.billingPortal.configurations.list({ is_default: true });
    expect(data).toMatchObject([{ active: true, features: { subscription_cancel: { enabled: true } } }]);
    await expect(
      stripe.billingPortal.configurations.update(data[0]!.id, { active: false }),
    ).rejects.toMatchObject({ statusCode: 400 });
    const { data: others } = await stripe.billingPortal.configurations.list({
      is_default: false,
      active: true,
    });
    expect(others.map(({ id }) => id)).not.toContain(data[0]!.id);
  });

  it("is over after an hour", async () => {
    const { portal } = await member();
    expect((await fetch(portal)).status).toBe(200);
    now = new Date(now.getTime() + 3600_000);
    expect((await fetch(portal)).status).toBe(404);
  });
});

describe("an invoice's page", () => {
  it("opens with its secret alone, and is paid once", async () => {
    const { customer, subscription } = await member();
    const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await stripe.subscriptions.update(subscription, { default_payment_method: failing.id });
    await passDays(32);
    const { latest_invoice } = await stripe.subscriptions.retrieve(subscription, {
      expand: ["latest_invoice"],
    });
    const { id, hosted_invoice_url: page } = latest_invoice as Stripe.Invoice;
    expect((await fetch(page!)).status).toBe(200);
    expect((await fetch(page!.replace(/secret=.*/, "secret=x"))).status).toBe(404);
    expect((await submit(page!, { saved: failing.id })).status).toBe(402);
    const before = await stripe.invoices.retrieve(id);
    await Promise.all([submit(page!, { saved: "", ...goodCard }), submit(page!, { saved: "", ...goodCard })]);
    const paid = await stripe.invoices.retrieve(id, { expand: ["payments"] });
    expect(paid).toMatchObject({ status: "paid", attempt_count: before.attempt_count + 1 });
    expect(paid.payments!.data).toMatchObject([{ status: "paid", amount_paid: 500 }]);
    expect((await stripe.subscriptions.retrieve(subscription)).status).toBe("active");
  });
});
