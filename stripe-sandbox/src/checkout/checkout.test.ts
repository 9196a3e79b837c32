import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
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

const open = (params = {}, item = {}) => stripe.checkout.sessions.create(oneItem(params, item));
const retrieve = async (id: string) => {
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
  const intent = session.payment_intent as Stripe.PaymentIntent | null;
  return { session, intent, charge: (intent?.latest_charge ?? null) as Stripe.Charge | null };
};

/** The types of the events about a session and its payment, oldest first. */
async function storyOf(sessionId: string): Promise<string[]> {
  const { intent } = await retrieve(sessionId);
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 500 });
  const about = ({ data: { object } }: Stripe.Event) => {
    const { id, payment_intent } = object as { id: string; payment_intent?: string };
    return [id, payment_intent].some((known) => known === sessionId || (intent && known === intent.id));
  };
  return events
    .filter(about)
    .map(({ type }) => type)
    .reverse();
}

describe("the hosted checkout page", () => {
  it("shows what is bought and lets a good card pay it", async () => {
    const session = await open({
      metadata: { purchase: "p1" },
      payment_intent_data: { metadata: { purchase: "p1" } },
    });
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_total: 1900,
      payment_intent: null,
    });
    const page = await fetch(session.url!);
    const markup = await page.text();
    expect(page.status).toBe(200);
    for (const part of [
      "A field guide",
      "$19.00",
      "Test mode",
      'name="number"',
      'name="exp"',
      'name="cvc"',
      'value="bank"',
    ]) {
      expect(markup).toContain(part);
    }

    const paid = await submit(session.url!, { ...goodCard, email: "ann@example.com" });
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toBe(`https://shop.example/thanks?session=${session.id}`);
    const after = await retrieve(session.id);
    expect(after.session).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      metadata: { purchase: "p1" },
    });
    expect(after.session.customer_details?.email).toBe("ann@example.com");
    expect(after.intent).toMatchObject({
      status: "succeeded",
      amount_received: 1900,
      metadata: { purchase: "p1" },
    });
    expect(after.charge).toMatchObject({
      status: "succeeded",
      paid: true,
      billing_details: { email: "ann@example.com" },
    });
    expect(await storyOf(session.id)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
  });

  it("takes the money once, however often Pay is clicked", async () => {
    const session = await open();
    const clicks = await Promise.all(Array.from({ length: 12 }, () => submit(session.url!, goodCard)));
    for (const click of clicks) {
      expect(click.status).toBe(303);
      expect(click.headers.get("location")).toContain(session.id);
    }
    const charges = await stripe.charges.list({ payment_intent: (await retrieve(session.id)).intent!.id });
    expect(charges.data).toHaveLength(1);
    expect((await storyOf(session.id)).filter((type) => type === "checkout.session.completed")).toHaveLength(
      1,
    );
  });

  it.each([
    ["4000 0000 0000 0002", "number", "generic_decline"],
    ["4000 0000 0000 9995", "number", "insufficient_funds"],
    ["4000 0000 0000 0069", "exp", "expired_card"],
    ["4000 0000 0000 0127", "cvc", "incorrect_cvc"],
    ["4111 1111 1111 1111", "number", "test_mode_live_card"],
  ])("declines %s beside the field %s and lets another card pay", async (number, field, decline_code) => {
    const session = await open();
    const refused = await submit(session.url!, {
      ...goodCard,
      number,
      exp: "11/40",
      cvc: "321",
      email: "ann@example.com",
    });
    const page = await refused.text();
    expect(refused.status).toBe(402);
    expect(page).toContain(`id="${field}-error"`);
    for (const typed of [number, "11/40", "321", "ann@example.com"])
      expect(page).toContain(`value="${typed}"`);

    const declined = await retrieve(session.id);
    expect(declined.session.status).toBe("open");
    expect(declined.intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { decline_code },
    });
    expect(declined.charge).toMatchObject({
      status: "failed",
      paid: false,
      failure_code: declined.intent!.last_payment_error!.code,
    });
    expect(await storyOf(session.id)).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);

    expect((await submit(session.url!, goodCard)).status).toBe(303);
    expect((await retrieve(session.id)).intent).toMatchObject({
      id: declined.intent!.id,
      status: "succeeded",
      last_payment_error: null,
    });
  });

  it.each([
    [{ number: "4242 4242 4242 4241" }, "number"],
    [{ number: "" }, "number"],
    [{ number: "four" }, "number"],
    [{ exp: "10/26" }, "exp"],
    [{ exp: "13/30" }, "exp"],
    [{ exp: "soon" }, "exp"],
    [{ cvc: "12" }, "cvc"],
    [{ email: "nobody" }, "email"],
  ])("asks to correct %j, and keeps the rest", async (wrong, field) => {
    const session = await open();
    const answer = await submit(session.url!, { ...goodCard, email: "ann@example.com", ...wrong });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="${field}-error"`);
    expect(page.match(/-error"/g)).toHaveLength(2);
    expect((await retrieve(session.id)).intent).toBeNull();
    expect((await submit(session.url!, { ...goodCard, exp: "11/26" })).status).toBe(303);
  });

  it("goes back to the shop on Cancel, and stays open", async () => {
    const session = await open();
    const canceled = await submit(session.url!, { action: "cancel" });
    expect([canceled.status, canceled.headers.get("location")]).toEqual([303, "https://shop.example/cart"]);
    expect((await retrieve(session.id)).session.status).toBe("open");
  });

  it("completes an order that costs nothing without a card", async () => {
    const session = await open({}, { unit_amount: 0 });
    expect(await (await fetch(session.url!)).text()).not.toContain('name="number"');
    expect((await submit(session.url!, {})).status).toBe(303);
    expect((await retrieve(session.id)).session).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      payment_intent: null,
    });
  });

  it("shows a name as text, whatever it holds", async () => {
    const name = `<script>alert("x")</script>'&`;
    const line_items = [
      { price_data: { currency: "usd", unit_amount: 100, product_data: { name } }, quantity: 3 },
    ];
    const page = await (await fetch((await open({ line_items })).url!)).text();
    expect(page).not.toContain("<script");
    expect(page).toContain("&#60;script&#62;");
    expect(page).toContain("3 × $1.00");
  });

  it("forbids scripts, frames, caches and other sites", async () => {
    const session = await open();
    const { headers } = await fetch(session.url!);
    const policy = headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`form-action 'self' https://shop.example ${sandbox.baseUrl};`);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");

    const foreign = [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
      { origin: "null" },
    ];
    for (const header of foreign)
      expect((await submit(session.url!, goodCard, header as never)).status).toBe(403);
    expect((await submit(session.url!, goodCard, { origin: sandbox.baseUrl })).status).toBe(303);
  });

  it("says kindly that a page is unknown, or that there is nothing left to do", async () => {
    expect((await fetch(`${sandbox.baseUrl}/sandbox/checkout/cs_test_none`)).status).toBe(404);
    expect((await submit(`${sandbox.baseUrl}/sandbox/checkout/cs_test_none`, goodCard)).status).toBe(404);
    expect((await fetch(`${sandbox.baseUrl}/sandbox/checkout/%00`)).status).toBe(404);
    const session = await open();
    await submit(session.url!, goodCard);
    const page = await fetch(session.url!);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("This order is paid")]);
  });
});

describe("authentication", () => {
  const asking = { ...goodCard, number: "4000 0025 0000 3155" };
  const begin = async () => {
    const session = await open();
    const answer = await submit(session.url!, asking);
    expect(answer.status).toBe(303);
    return { session, bank: answer.headers.get("location")! };
  };

  it("pays once the buyer has said yes", async () => {
    const { session, bank } = await begin();
    expect((await retrieve(session.id)).intent).toMatchObject({
      status: "requires_action",
      next_action: { type: "redirect_to_url" },
    });
    expect(await (await fetch(bank)).text()).toContain("$19.00");
    const done = await submit(bank, { action: "complete" });
    expect(done.headers.get("location")).toBe(`https://shop.example/thanks?session=${session.id}`);
    expect((await retrieve(session.id)).session).toMatchObject({
      status: "complete",
      payment_status: "paid",
    });
    expect((await submit(bank, { action: "fail" })).headers.get("location")).toContain("/thanks");
    expect(await storyOf(session.id)).toEqual([
      "payment_intent.created",
      "payment_intent.requires_action",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
  });

  it("goes back to the payment page, which says why, when the buyer said no", async () => {
    const { session, bank } = await begin();
    const failed = await submit(bank, { action: "fail" });
    expect(failed.headers.get("location")).toBe(session.url);
    expect(await (await fetch(session.url!)).text()).toContain("could not confirm that it was you");
    expect((await retrieve(session.id)).intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
    expect((await submit(session.url!, goodCard)).status).toBe(303);
  });

  it("opens to nobody without the secret of the payment", async () => {
    const { bank } = await begin();
    expect((await fetch(bank)).status).toBe(200);
    expect((await fetch(bank.replace(/secret=.*/, "secret=guess"))).status).toBe(404);
    expect((await submit(bank.replace(/\?.*/, ""), { action: "complete" })).status).toBe(404);
  });
});

describe("bank debit", () => {
  const begin = async (currency = "usd") => {
    const session = await open({}, { currency });
    expect((await submit(session.url!, { method: "bank", email: "ann@example.com" })).status).toBe(303);
    return { session, intent: (await retrieve(session.id)).intent! };
  };

  it.each(["usd", "eur", "gbp"])("completes unpaid in %s and is paid when it settles", async (currency) => {
    const { session, intent } = await begin(currency);
    expect((await retrieve(session.id)).session).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    await stripe.rawRequest("POST", `/v1/test_helpers/payment_intents/${intent.id}/settle`);
    const settled = await retrieve(session.id);
    expect(settled).toMatchObject({
      session: { payment_status: "paid" },
      intent: { status: "succeeded" },
      charge: { paid: true },
    });
    expect(await storyOf(session.id)).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "checkout.session.completed",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.async_payment_succeeded",
    ]);
    await expect(
      stripe.rawRequest("POST", `/v1/test_helpers/payment_intents/${intent.id}/settle`),
    ).rejects.toThrow(/succeeded/);
  });

  it("stays unpaid when it bounces", async () => {
    const { session, intent } = await begin();
    await stripe.rawRequest("POST", `/v1/test_helpers/payment_intents/${intent.id}/fail`);
    expect(await retrieve(session.id)).toMatchObject({
      session: { status: "complete", payment_status: "unpaid" },
      intent: { status: "requires_payment_method", amount_received: 0 },
      charge: { status: "failed", paid: false },
    });
    expect((await storyOf(session.id)).slice(-3)).toEqual([
      "charge.failed",
      "payment_intent.payment_failed",
      "checkout.session.async_payment_failed",
    ]);
  });

  it("is refused where it cannot be drawn", async () => {
    const session = await open({}, { currency: "jpy" });
    expect(await (await fetch(session.url!)).text()).toContain("¥1,900");
    expect((await submit(session.url!, { method: "bank" })).status).toBe(422);
    expect((await submit(session.url!, { ...goodCard, method: "card" })).status).toBe(303);
    await expect(open({ allowed_payment_method_types: ["sepa_debit"] })).rejects.toThrow(/sepa_debit/);
  });
});

describe("a session's end", () => {
  it("comes on request, once, and closes the page and the payment begun in it", async () => {
    const session = await open();
    await submit(session.url!, { ...goodCard, number: "4000000000000002" });
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe("expired");
    expect((await retrieve(session.id)).intent).toMatchObject({ status: "canceled" });
    const page = await submit(session.url!, goodCard);
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining("Nothing was charged")]);
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toThrow(/expired/);
    expect((await storyOf(session.id)).slice(-2)).toEqual([
      "payment_intent.canceled",
      "checkout.session.expired",
    ]);
  });

  it("comes by itself after a day, or when it was asked to", async () => {
    const day = await open();
    const halfHour = await open({ expires_at: Math.floor(now.getTime() / 1000) + 1800 });
    expect(day.expires_at - day.created).toBe(86_400);
    now = new Date(now.getTime() + 1_800_000);
    await eventually(async () => (await retrieve(halfHour.id)).session.status === "expired");
    expect((await retrieve(day.id)).session.status).toBe("open");
    now = new Date(now.getTime() + 86_400_000);
    expect((await submit(day.url!, goodCard)).status).toBe(410);
    expect((await storyOf(day.id)).at(-1)).toBe("checkout.session.expired");
    await expect(open({ expires_at: Math.floor(now.getTime() / 1000) + 60 })).rejects.toThrow(/expires_at/);
  });
});

describe("sessions", () => {
  it("refuse what the sandbox does not sell, and items that do not add up to one order", async () => {
    await expect(open({ mode: "subscription" })).rejects.toThrow(/subscription/);
    const [usd, eur] = ["usd", "eur"].map((currency) => ({
      quantity: 1,
      price_data: { currency, unit_amount: 100, product_data: { name: "x" } },
    }));
    await expect(open({ line_items: [usd, eur] })).rejects.toThrow(/same currency/);
    await expect(open({}, { unit_amount: 49 })).rejects.toMatchObject({ code: "amount_too_small" });
    await expect(open({}, { unit_amount: 99_999_999 })).resolves.toMatchObject({ amount_total: 99_999_999 });
    const quantity = {
      line_items: [
        {
          quantity: 2,
          price_data: { currency: "usd", unit_amount: 99_999_999, product_data: { name: "x" } },
        },
      ],
    };
    await expect(open(quantity)).rejects.toMatchObject({ code: "amount_too_large" });
    await expect(open({ line_items: [] })).rejects.toThrow(/line_items/);
    await expect(open({ customer: "cus_none" })).rejects.toThrow(/No such customer/);
    const price = await stripe.prices.create({
      currency: "usd",
      unit_amount: 700,
      product_data: { name: "Book" },
    });
    expect((await open({ line_items: [{ price: price.id, quantity: 3 }] })).amount_total).toBe(2100);
    await stripe.prices.update(price.id, { active: false });
    await expect(open({ line_items: [{ price: price.id, quantity: 1 }] })).rejects.toThrow(/inactive/);
  });

  it("list their items in pages", async () => {
    const line_items = ["a", "b", "c"].map((name) => ({
      quantity: 1,
      price_data: { currency: "usd", unit_amount: 100, product_data: { name } },
    }));
    const session = await open({ line_items });
    const items = await stripe.checkout.sessions.listLineItems(session.id, { limit: 2 });
    expect([items.data.map(({ description }) => description), items.has_more]).toEqual([["a", "b"], true]);
    const rest = await stripe.checkout.sessions.listLineItems(session.id, {
      starting_after: items.data[1]!.id,
    });
    expect([rest.data.map(({ description }) => description), rest.has_more]).toEqual([["c"], false]);
  });

  it("keep their intent to themselves", async () => {
    const session = await open();
    await submit(session.url!, { ...goodCard, number: "4000000000000002" });
    const { intent } = await retrieve(session.id);
    await expect(stripe.paymentIntents.cancel(intent!.id)).rejects.toThrow(/Expire the session/);
    await expect(
      stripe.paymentIntents.confirm(intent!.id, { payment_method: "pm_card_visa" }),
    ).rejects.toThrow(/Expire the session/);
  });
});
