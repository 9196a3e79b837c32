import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
  goodCard,
  makeDatabase,
  type RunningSandbox,
  startSandbox,
  submit,
} from "../test/harness.ts";

let sandbox: RunningSandbox;
let stripe: Stripe;
let database: Awaited<ReturnType<typeof makeDatabase>>;
beforeAll(async () => {
  database = await makeDatabase();
  sandbox = await startSandbox(database.url);
  stripe = sandbox.stripe;
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

const day = 86_400;
const startOf = (date: string) => Math.floor(Date.parse(date) / 1000);
const dateOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
const periodOf = ({ items }: Stripe.Subscription) => {
  const [item] = items.data;
  return [dateOf(item!.current_period_start), dateOf(item!.current_period_end)];
};

async function makeClock(date: string) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: startOf(date) });
  return {
    id: clock.id,
    async to(moment: string | number) {
      const frozen_time = typeof moment === "number" ? moment : startOf(moment);
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
      await eventually(
        async () => (await stripe.testHelpers.testClocks.retrieve(clock.id)).status === "ready",
      );
    },
  };
}

async function makeMember(testClock: string, card = "pm_card_visa") {
  const customer = await stripe.customers.create({ email: "member@example.com", test_clock: testClock });
  const use = async (name: string) => {
    const method = await stripe.paymentMethods.attach(name, { customer: customer.id });
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  };
  await use(card);
  return { id: customer.id, use };
}

async function makePrice(unit_amount: number, interval: "month" | "year" = "month") {
  return stripe.prices.create({
    currency: "usd",
    unit_amount,
    recurring: { interval },
    product_data: { name: `Tier of ${unit_amount}` },
  });
}

/** Everything that was told of a customer, oldest first. */
async function storyOf(customer: string): Promise<Stripe.Event[]> {
  const all = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 5000 });
  return all.filter(({ data }) => "customer" in data.object && data.object.customer === customer).reverse();
}

describe("two years of a subscription", () => {
  it("with a failing card, an upgrade, a downgrade and an end leave events that agree with its states", {
    timeout: 120_000,
  }, async () => {
    const clock = await makeClock("2026-01-31T10:00:00Z");
    const member = await makeMember(clock.id);
    const small = await makePrice(500);
    const big = await makePrice(1500);
    const created = await stripe.subscriptions.create({
      customer: member.id,
      items: [{ price: small.id }],
      metadata: { subscription_id: "ours" },
    });
    const now = () => stripe.subscriptions.retrieve(created.id, { expand: ["latest_invoice"] });
    const invoice = (one: Stripe.Subscription) => one.latest_invoice as Stripe.Invoice;
    expect(created).toMatchObject({ status: "active", start_date: startOf("2026-01-31T10:00:00Z") });
    expect(periodOf(created)).toEqual(["2026-01-31", "2026-02-28"]);

    await clock.to("2026-05-31T12:00:00Z");
    const fifth = await now();
    expect(periodOf(fifth)).toEqual(["2026-05-31", "2026-06-30"]);
    expect(invoice(fifth)).toMatchObject({
      status: "paid",
      billing_reason: "subscription_cycle",
      amount_paid: 500,
    });

    // The card begins to fail; two tries later another one takes over.
    await member.use("pm_card_chargeCustomerFail");
    await clock.to("2026-07-04T00:00:00Z");
    const failing = await now();
    expect(failing.status).toBe("past_due");
    expect(invoice(failing)).toMatchObject({ status: "open", attempt_count: 2, amount_remaining: 500 });
    await member.use("pm_card_mastercard");
    await clock.to("2026-07-09T00:00:00Z");
    const recovered = await now();
    expect(recovered.status).toBe("active");
    expect(invoice(recovered)).toMatchObject({ status: "paid", attempt_count: 3, amount_remaining: 0 });

    // Halfway through July's period the bigger tier: half of the difference is asked for at once.
    await clock.to("2026-07-15T22:00:00Z");
    const item = recovered.items.data[0]!.id;
    const upgraded = await stripe.subscriptions.update(created.id, {
      items: [{ id: item, price: big.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "error_if_incomplete",
      expand: ["latest_invoice"],
    });
    expect(periodOf(upgraded)).toEqual(["2026-06-30", "2026-07-31"]);
    expect(invoice(upgraded)).toMatchObject({
      billing_reason: "subscription_update",
      status: "paid",
      total: 500,
    });
    expect(invoice(upgraded).lines.data.map(({ amount }) => amount)).toEqual([-250, 750]);

    // Back to the small one when the period ends.
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: created.id });
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: "release",
      phases: [
        {
          items: [{ price: big.id }],
          start_date: schedule.phases[0]!.start_date,
          end_date: schedule.phases[0]!.end_date,
        },
        { items: [{ price: small.id }], duration: { interval: "month" }, proration_behavior: "none" },
      ],
    });
    expect((await now()).items.data[0]!.price.id).toBe(big.id);
    await clock.to("2026-07-31T12:00:00Z");
    expect(await now()).toMatchObject({
      schedule: schedule.id,
      items: { data: [{ price: { id: small.id } }] },
    });
    expect(invoice(await now()).total).toBe(500);

    await clock.to("2027-12-31T12:00:00Z");
    const old = await now();
    expect(old).toMatchObject({ status: "active", schedule: null });
    await stripe.subscriptions.update(created.id, { cancel_at_period_end: true });
    await clock.to("2028-01-31T10:00:01Z");
    const ended = await now();
    expect(ended).toMatchObject({ status: "canceled", ended_at: startOf("2028-01-31T10:00:00Z") });

    const invoices = await stripe.invoices.list({ subscription: created.id, limit: 100 });
    expect(invoices.data.every(({ status }) => status === "paid")).toBe(true);
    // 24 months, and the upgrade.
    expect(invoices.data).toHaveLength(25);
    expect(invoices.data.reduce((sum, { amount_paid }) => sum + amount_paid, 0)).toBe(24 * 500 + 500);

    const story = await storyOf(member.id);
    const moments = story.map(({ created: at }) => at);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    const subscriptionEvents = story.filter(({ type }) => type.startsWith("customer.subscription."));
    const told = subscriptionEvents.map(({ data }) => data.object as Stripe.Subscription);
    expect(told.at(-1)).toEqual(JSON.parse(JSON.stringify({ ...ended, latest_invoice: invoice(ended).id })));
    // What changed, by each event's own word, is what the one before it said.
    for (const [index, event] of subscriptionEvents.entries()) {
      const before = subscriptionEvents[index - 1]?.data.object as unknown as Record<string, unknown>;
      for (const [field, value] of Object.entries(event.data.previous_attributes ?? {}))
        expect([event.type, field, before[field] ?? null]).toEqual([event.type, field, value]);
    }
    const states = told.map(({ status }) => status).filter((status, index, all) => status !== all[index - 1]);
    expect(states).toEqual(["incomplete", "active", "past_due", "active", "canceled"]);
  });
});

describe("a cycle anchored anew", () => {
  const upgrade = (id: string, item: string, price: string, more: Stripe.SubscriptionUpdateParams = {}) =>
    stripe.subscriptions.update(id, {
      items: [{ id: item, price }],
      billing_cycle_anchor: { type: "now" },
      proration_behavior: "always_invoice",
      payment_behavior: "error_if_incomplete",
      expand: ["latest_invoice"],
      ...more,
    });
  const invoiceOf = (one: Stripe.Subscription) => one.latest_invoice as Stripe.Invoice;

  it("charges the whole new price less what is unused, and renews a period later", async () => {
    const clock = await makeClock("2026-06-01T00:00:00Z");
    const member = await makeMember(clock.id);
    const [small, big] = [await makePrice(500), await makePrice(50_000)];
    const created = await stripe.subscriptions.create({
      customer: member.id,
      items: [{ price: small.id }],
    });
    const item = created.items.data[0]!.id;
    // A tenth of June is left.
    await clock.to("2026-06-28T00:00:00Z");
    const upgraded = await upgrade(created.id, item, big.id);
    expect(periodOf(upgraded)).toEqual(["2026-06-28", "2026-07-28"]);
    expect(upgraded.billing_cycle_anchor).toBe(startOf("2026-06-28T00:00:00Z"));
    const invoice = invoiceOf(upgraded);
    expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid", total: 49_950 });
    const lines = invoice.lines.data.map(({ amount, period }) => [amount, period.start, period.end]);
    const now = startOf("2026-06-28T00:00:00Z");
    expect(lines).toEqual(
      expect.arrayContaining([
        [-50, now, startOf("2026-07-01T00:00:00Z")],
        [50_000, now, startOf("2026-07-28T00:00:00Z")],
      ]),
    );
    expect(lines).toHaveLength(2);

    // The old boundary has nothing to say any more.
    await clock.to("2026-07-02T00:00:00Z");
    const later = await stripe.subscriptions.retrieve(created.id);
    expect([periodOf(later), later.latest_invoice]).toEqual([["2026-06-28", "2026-07-28"], invoice.id]);
    await clock.to("2026-07-28T02:00:00Z");
    const renewed = await stripe.subscriptions.retrieve(created.id, { expand: ["latest_invoice"] });
    expect(periodOf(renewed)).toEqual(["2026-07-28", "2026-08-28"]);
    expect(invoiceOf(renewed)).toMatchObject({ billing_reason: "subscription_cycle", amount_paid: 50_000 });
    expect(await stripe.invoices.list({ subscription: created.id })).toMatchObject({ data: { length: 3 } });
  });

  it("changes nothing when the card declines, or the anchor stays", async () => {
    const clock = await makeClock("2026-06-01T00:00:00Z");
    const member = await makeMember(clock.id);
    const [small, big] = [await makePrice(500), await makePrice(1500)];
    const created = await stripe.subscriptions.create({
      customer: member.id,
      items: [{ price: small.id }],
    });
    const item = created.items.data[0]!.id;
    await clock.to("2026-06-16T00:00:00Z");
    await member.use("pm_card_chargeCustomerFail");
    await expect(upgrade(created.id, item, big.id)).rejects.toMatchObject({ code: "card_declined" });
    const after = await stripe.subscriptions.retrieve(created.id);
    expect(periodOf(after)).toEqual(["2026-06-01", "2026-07-01"]);
    expect(after.items.data[0]!.price.id).toBe(small.id);
    await member.use("pm_card_visa");
    const kept = await upgrade(created.id, item, big.id, { billing_cycle_anchor: { type: "unchanged" } });
    expect(periodOf(kept)).toEqual(["2026-06-01", "2026-07-01"]);
    expect(invoiceOf(kept).total).toBe(500);
    // With the same price: what is unused goes back, a whole period is charged.
    await clock.to("2026-06-21T00:00:00Z");
    const anew = await stripe.subscriptions.update(created.id, {
      billing_cycle_anchor: { type: "now" },
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(periodOf(anew)).toEqual(["2026-06-21", "2026-07-21"]);
    expect(invoiceOf(anew).total).toBe(1000);
  });
});

describe("a trial", () => {
  it("costs nothing, says when it is nearly over, and then asks", async () => {
    const clock = await makeClock("2026-03-01T00:00:00Z");
    const member = await makeMember(clock.id);
    const price = await makePrice(700);
    const trial = await stripe.subscriptions.create({
      customer: member.id,
      items: [{ price: price.id }],
      trial_period_days: 14,
      expand: ["latest_invoice"],
    });
    expect(trial).toMatchObject({ status: "trialing", latest_invoice: { total: 0, status: "paid" } });
    await clock.to("2026-03-12T00:00:01Z");
    const types = (await storyOf(member.id)).map(({ type }) => type);
    expect(types.at(-1)).toBe("customer.subscription.trial_will_end");
    await clock.to("2026-03-15T02:00:00Z");
    const begun = await stripe.subscriptions.retrieve(trial.id, { expand: ["latest_invoice"] });
    expect(begun).toMatchObject({ status: "active", latest_invoice: { total: 700, status: "paid" } });
    expect(periodOf(begun)).toEqual(["2026-03-15", "2026-04-15"]);
  });
});

describe("payments that fail", () => {
  it("for good end the subscription, after the days the settings name", async () => {
    const clock = await makeClock("2026-03-01T00:00:00Z");
    const member = await makeMember(clock.id);
    const price = await makePrice(700);
    const { id } = await stripe.subscriptions.create({ customer: member.id, items: [{ price: price.id }] });
    await member.use("pm_card_chargeCustomerFail");
    await clock.to("2026-04-16T02:00:00Z");
    const ended = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(ended).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
      ended_at: startOf("2026-04-01T01:00:00Z") + 15 * day,
      latest_invoice: { status: "open", attempt_count: 4, next_payment_attempt: null, auto_advance: false },
    });
    const tries = (await storyOf(member.id)).filter(({ type }) => type === "invoice.payment_failed");
    expect(tries.map(({ created: at }) => (at - startOf("2026-04-01T01:00:00Z")) / day)).toEqual([
      0, 3, 8, 15,
    ]);
  });

  it("at the start leave it incomplete for a day", async () => {
    const clock = await makeClock("2026-03-01T00:00:00Z");
    const member = await makeMember(clock.id, "pm_card_chargeCustomerFail");
    const price = await makePrice(700);
    const wanted = { customer: member.id, items: [{ price: price.id }] };
    await expect(
      stripe.subscriptions.create({ ...wanted, payment_behavior: "error_if_incomplete" }),
    ).rejects.toMatchObject({ statusCode: 402, code: "card_declined" });
    const { id, status } = await stripe.subscriptions.create(wanted);
    expect(status).toBe("incomplete");
    await clock.to("2026-03-02T00:00:00Z");
    const expired = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(expired).toMatchObject({ status: "incomplete_expired", latest_invoice: { status: "void" } });
  });

  it("because the bank wants its customer wait for them on the invoice's page", async () => {
    const clock = await makeClock("2026-03-01T00:00:00Z");
    const member = await makeMember(clock.id);
    const price = await makePrice(700);
    const { id } = await stripe.subscriptions.create({ customer: member.id, items: [{ price: price.id }] });
    await member.use("pm_card_authenticationRequired");
    await clock.to("2026-04-01T02:00:00Z");
    const waiting = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    const invoice = waiting.latest_invoice as Stripe.Invoice;
    expect(waiting.status).toBe("past_due");
    const types = (await storyOf(member.id)).map(({ type }) => type);
    expect(types).toContain("invoice.payment_action_required");

    const page = invoice.hosted_invoice_url!;
    expect(await (await fetch(page)).text()).toContain("$7.00");
    const answer = await submit(page, { saved: "", ...goodCard });
    expect(answer.status).toBe(303);
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: "paid", amount_remaining: 0 });
  });
});
