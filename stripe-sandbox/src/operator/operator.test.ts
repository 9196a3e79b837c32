import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  goodCard,
  makeDatabase,
  oneItem,
  type RunningSandbox,
  startReceiver,
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

const page = async (headers: Record<string, string> = {}) => {
  const answer = await fetch(`${sandbox.baseUrl}/sandbox`, { headers });
  return { status: answer.status, markup: await answer.text() };
};
const press = (action: string, id: string, headers: Record<string, string> = {}) =>
  submit(`${sandbox.baseUrl}/sandbox/actions/${action}/${id}`, {}, headers);
const buy = async (fields: Record<string, string> = goodCard) => {
  const { id, url } = await stripe.checkout.sessions.create(oneItem({ customer_email: "ann@example.com" }));
  await submit(url!, fields);
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  const intent = session.payment_intent as Stripe.PaymentIntent;
  return { session, intent, charge: intent.latest_charge as string };
};

describe("the operator page", () => {
  it("begins with words, not with an empty table", async () => {
    const { status, markup } = await page();
    expect(status).toBe(200);
    expect(markup).toContain("No payments yet");
    expect(markup).not.toContain("<table");
  });

  it("shows each payment with its state and what can be done about it", async () => {
    const open = await stripe.checkout.sessions.create(oneItem());
    const paid = await buy();
    const slow = await buy({ method: "bank" });
    const { markup } = await page();
    for (const part of [
      "Waiting for the buyer",
      "Paid",
      "On its way from the bank",
      "ann@example.com",
      "$19.00",
    ]) {
      expect(markup).toContain(part);
    }
    expect(markup).toContain(`/sandbox/actions/expire-session/${open.id}`);
    expect(markup).toContain(`/sandbox/actions/open-dispute/${paid.charge}`);
    expect(markup).toContain(`/sandbox/actions/settle-payment/${slow.intent.id}`);
    expect(markup).toContain(`/sandbox/actions/fail-payment/${slow.intent.id}`);
  });

  it("does what its buttons say", async () => {
    const [settled, failed] = [await buy({ method: "bank" }), await buy({ method: "bank" })];
    expect((await press("settle-payment", settled.intent.id)).status).toBe(303);
    await press("fail-payment", failed.intent.id);
    expect((await stripe.checkout.sessions.retrieve(settled.session.id)).payment_status).toBe("paid");
    expect((await stripe.paymentIntents.retrieve(failed.intent.id)).status).toBe("requires_payment_method");

    const [won, lost] = [await buy(), await buy()];
    for (const { charge } of [won, lost]) await press("open-dispute", charge);
    const disputeOf = async (charge: string) => (await stripe.disputes.list({ charge })).data[0]!;
    await press("win-dispute", (await disputeOf(won.charge)).id);
    await press("lose-dispute", (await disputeOf(lost.charge)).id);
    expect((await disputeOf(won.charge)).status).toBe("won");
    expect((await disputeOf(lost.charge)).status).toBe("lost");

    const refund = await stripe.refunds.create({ charge: (await buy()).charge });
    expect((await page()).markup).toContain(`/sandbox/actions/fail-refund/${refund.id}`);
    await press("fail-refund", refund.id);
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe("failed");

    const open = await stripe.checkout.sessions.create(oneItem());
    await press("expire-session", open.id);
    expect((await stripe.checkout.sessions.retrieve(open.id)).status).toBe("expired");
  });

  it("explains what it could not do, and changes nothing", async () => {
    const { intent } = await buy();
    const again = await press("settle-payment", intent.id);
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining("status is succeeded")]);
    expect((await press("settle-payment", "pi_none")).status).toBe(409);
    expect((await press("toString", "pi_none")).status).toBe(409);
  });

  it("lists deliveries with what was answered, and sends one again", async () => {
    const receiver = await startReceiver(() => 204);
    const { id } = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["product.created"],
    });
    await stripe.products.create({ name: "Book" });
    await receiver.until((all) => all.length === 1);
    const event = JSON.parse(receiver.received[0]!.body) as Stripe.Event;
    const { markup } = await page();
    expect(markup).toContain("product.created");
    expect(markup).toContain(receiver.url);
    await press("resend-event", event.id);
    await receiver.until((all) => all.length === 2);
    const listed = await stripe.rawRequest("GET", `/v1/test_helpers/webhook_deliveries?event=${event.id}`);
    expect((listed as unknown as { data: unknown[] }).data).toHaveLength(2);
    await stripe.webhookEndpoints.del(id);
    await receiver.stop();
  });

  it("rolls an endpoint's secret: for a while the old one and the new one are good", async () => {
    const receiver = await startReceiver();
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["product.created"],
    });
    const rolled = await stripe.rawRequest(
      "POST",
      `/v1/test_helpers/webhook_endpoints/${endpoint.id}/roll_secret`,
    );
    const { secret } = rolled as unknown as { secret: string };
    await stripe.products.create({ name: "Book" });
    await receiver.until((all) => all.length === 1);
    const { body, signature } = receiver.received[0]!;
    for (const known of [secret, endpoint.secret!]) {
      expect(stripe.webhooks.constructEvent(body, signature, known).type).toBe("product.created");
    }
    await stripe.webhookEndpoints.del(endpoint.id);
    await receiver.stop();
  });
});

describe("who may use it", () => {
  const foreign: Record<string, string>[] = [
    { "x-forwarded-for": "203.0.113.9" },
    { forwarded: "for=203.0.113.9" },
    { "x-real-ip": "203.0.113.9" },
  ];
  it("is this machine, straight and under its own name", async () => {
    expect((await page()).status).toBe(200);
    for (const headers of foreign) expect((await page(headers)).status).toBe(403);
    const renamed = await sandbox.app.inject({ url: "/sandbox", headers: { host: "rebound.example" } });
    expect(renamed.statusCode).toBe(403);
    expect((await sandbox.app.inject({ url: "/sandbox" })).statusCode).toBe(200);
    const far = await sandbox.app.inject({ url: "/sandbox", remoteAddress: "203.0.113.9" });
    expect(far.statusCode).toBe(403);
  });

  it("is nobody through another site's form", async () => {
    const { id } = await stripe.checkout.sessions.create(oneItem());
    const from: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of from) {
      expect((await press("expire-session", id, headers)).status).toBe(403);
    }
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("open");
    expect((await press("expire-session", id, { origin: sandbox.baseUrl })).status).toBe(303);
  });

  it("is whoever the host says, if it says", async () => {
    const own = await startSandbox(database.url, {
      authorizeOperator: async ({ headers }) => headers.cookie === "operator=1",
    });
    expect((await fetch(`${own.baseUrl}/sandbox`)).status).toBe(403);
    expect(
      (
        await fetch(`${own.baseUrl}/sandbox`, {
          headers: { cookie: "operator=1", "x-forwarded-for": "1.2.3.4" },
        })
      ).status,
    ).toBe(200);
    await own.stop();
  });
});
