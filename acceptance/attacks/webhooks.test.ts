import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { sql, until } from "../world/database.ts";
import { baseUrl, isOurs, needsOurs } from "../world/installation.ts";
import {
  deliver,
  eventOf,
  type Order,
  order,
  outcomeOf,
  postWebhook,
  provider,
  sessionOf,
  signatureOf,
  traceOf,
  webhookSecret,
} from "../world/payments.ts";
import { type Person, signUp } from "../world/people.ts";
import { expectRefusal } from "../world/refusals.ts";
import { download, type ForSale, openShop, pay, sell, sha256, ticket } from "../world/shop.ts";

let product: ForSale;

beforeAll(async () => {
  product = await sell(await openShop());
});

const statusOf = async (buyer: Person, made: Order) =>
  (await buyer.json<{ status: string }>("GET", `/api/v1/purchases/${made.purchaseId}`)).status;

async function opened(name: string, item = product): Promise<{ buyer: Person; made: Order }> {
  const buyer = await signUp(name);
  return { buyer, made: await order(buyer, item) };
}

const completed = (buyer: Person, made: Order, changes: Record<string, unknown> = {}) =>
  eventOf("checkout.session.completed", sessionOf(buyer, made, changes));

/** Asserts that the order is as it was: not paid, nothing to download, no trace in the books. */
async function expectUnpaid(buyer: Person, made: Order): Promise<void> {
  expect(await statusOf(buyer, made)).toBe("pending");
  await expectRefusal(
    await buyer.fetch(`/api/v1/files/${made.product.fileId}/downloads`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }),
    403,
    "purchase_required",
  );
  expect(await traceOf(made)).toEqual({ completed: 0, sales: 0, receipts: 0 });
}

describe.skipIf(!isOurs)(
  `somebody tells the webhook endpoint that an order was paid (A15)${needsOurs}`,
  () => {
    it("a genuine signature works", async () => {
      const { buyer, made } = await opened("Genuine Event");
      expect(await deliver(completed(buyer, made))).toBe("applied");
      expect(await statusOf(buyer, made)).toBe("completed");
    });

    const now = () => Math.floor(Date.now() / 1000);
    it.each<[string, (body: string) => Promise<string | undefined> | string | undefined]>([
      ["no signature", () => undefined],
      ["an empty one", () => ""],
      ["a wrong secret", (body) => signatureOf(body, { secret: `whsec_${randomBytes(24).toString("hex")}` })],
      ["an empty secret", (body) => signatureOf(body, { secret: " " })],
      ["the old scheme v0 only", (body) => signatureOf(body, { scheme: "v0" })],
      ["a signature of another body", () => signatureOf("{}")],
      [
        "a body written again with spaces",
        async (body) => signatureOf(JSON.stringify(JSON.parse(body), null, 1)),
      ],
      ["a signature 301 seconds old", (body) => signatureOf(body, { timestamp: now() - 302 })],
      ["a signature from an hour ahead", (body) => signatureOf(body, { timestamp: now() + 3600 })],
      [
        "a timestamp changed after signing",
        async (body) => (await signatureOf(body, { timestamp: now() - 3600 })).replace(/t=\d+/, `t=${now()}`),
      ],
      [
        "a second timestamp added",
        async (body) => `t=${now()},${await signatureOf(body, { timestamp: now() - 3600 })}`,
      ],
      ["a timestamp that is no number", async (body) => (await signatureOf(body)).replace(/t=\d+/, "t=NaN")],
      ["a cut signature", async (body) => (await signatureOf(body)).slice(0, -2)],
    ])("with %s: refused, nothing is kept", async (_, sign) => {
      const { buyer, made } = await opened("Forged Event");
      const event = completed(buyer, made);
      const body = JSON.stringify(event);
      await expectRefusal(await postWebhook(body, await sign(body)), 400, "invalid_signature");
      expect(await sql("select id from webhook_events where id = $1", [event.id])).toEqual([]);
      await expectUnpaid(buyer, made);
    });

    it("of the other mode, genuinely signed: refused", async () => {
      const { buyer, made } = await opened("Live Event");
      const body = JSON.stringify({ ...completed(buyer, made, { livemode: true }), livemode: true });
      await expectRefusal(await postWebhook(body, await signatureOf(body)), 400, "invalid_signature");
      await expectUnpaid(buyer, made);
    });

    it("signed, but not even an event: refused or ignored, never a crash", async () => {
      for (const body of [
        "",
        "null",
        "[]",
        "{}",
        "not json",
        '"text"',
        '{"id":5}',
        '{"id":"evt_x","type":"checkout.session.completed"}',
      ]) {
        const answer = await postWebhook(body, body === "" ? "t=1,v1=00" : await signatureOf(body));
        expect([200, 400], body).toContain(answer.status);
      }
      const { buyer, made } = await opened("After Nonsense");
      expect(await deliver(completed(buyer, made))).toBe("applied");
    });
  },
);

describe.skipIf(!isOurs)(`a genuine event that does not match its order (A16)${needsOurs}`, () => {
  it.each<[string, Record<string, unknown>]>([
    ["a smaller amount", { amount_total: 1 }],
    ["nothing at all", { amount_total: 0, payment_status: "no_payment_required" }],
    ["a larger amount", { amount_total: 190_000 }],
    ["no amount", { amount_total: null }],
    ["another currency", { currency: "jpy" }],
    ["another payment page", { id: `cs_test_${randomBytes(20).toString("hex")}` }],
    ["a page still open", { status: "open", payment_status: "paid" }],
  ])("%s: not fulfilled", async (what, changes) => {
    const { buyer, made } = await opened("Mismatched Event");
    expect(await deliver(completed(buyer, made, changes))).not.toBeNull();
    await expectUnpaid(buyer, made);
    if (what === "a page still open") return;
    const alerts = await sql("select id from events where type = 'payment.mismatch' and subject_id = $1", [
      made.purchaseId,
    ]);
    expect(alerts, "alerts").toHaveLength(1);
    expect(await deliver(completed(buyer, made))).toBe("applied");
  });

  it("another order's metadata on a cheap payment: neither is fulfilled by it", async () => {
    const dear = await sell(product.shop, { amount: 99_900 });
    const victim = await opened("Dear Order", dear);
    const cheap = await opened("Cheap Order");
    const event = completed(cheap.buyer, cheap.made, {
      metadata: sessionOf(victim.buyer, victim.made).metadata,
    });
    await deliver(event);
    await expectUnpaid(victim.buyer, victim.made);
    await expectUnpaid(cheap.buyer, cheap.made);
    const alerts = await sql("select id from events where type = 'payment.mismatch' and subject_id = $1", [
      victim.made.purchaseId,
    ]);
    expect(alerts).toHaveLength(1);
  });

  it("metadata that names no order of ours: ignored", async () => {
    const { buyer, made } = await opened("Foreign Metadata");
    for (const purchase_id of [
      undefined,
      "",
      "../../etc",
      "00000000-0000-7000-8000-000000000000",
      "' or 1=1 --",
    ]) {
      const outcome = await deliver(completed(buyer, made, { metadata: { purchase_id } }));
      expect(outcome, String(purchase_id)).toBe("not_ours");
    }
    await expectUnpaid(buyer, made);
  });
});

describe.skipIf(!isOurs)(`one payment is told of many times (A17)${needsOurs}`, () => {
  it("the same event a hundred times in parallel: one entitlement, one sale in the books, one mail", async () => {
    const { buyer, made } = await opened("Hundredfold");
    const body = JSON.stringify(completed(buyer, made));
    const signature = await signatureOf(body);
    const answers = await Promise.all(Array.from({ length: 100 }, () => postWebhook(body, signature)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await outcomeOf((JSON.parse(body) as { id: string }).id)).toBe("applied");
    expect(await statusOf(buyer, made)).toBe("completed");
    expect(await traceOf(made)).toEqual({ completed: 1, sales: 1, receipts: 1 });
  });

  it("completed, async_succeeded, the return page and the real webhooks at once", async () => {
    const { buyer, made } = await opened("All At Once");
    await pay(made.checkoutUrl);
    const stripe = await provider();
    const session = await stripe.checkout.sessions.retrieve(made.sessionId);
    const told = [
      eventOf("checkout.session.completed", session),
      eventOf("checkout.session.async_payment_succeeded", session),
      eventOf("checkout.session.completed", session),
    ];
    await Promise.all([
      ...told.map(deliver),
      ...Array.from({ length: 10 }, () => buyer.fetch(`/api/v1/purchases/${made.purchaseId}?confirm=1`)),
    ]);
    expect(await statusOf(buyer, made)).toBe("completed");
    expect(await traceOf(made)).toEqual({ completed: 1, sales: 1, receipts: 1 });
  });
});

describe.skipIf(!isOurs)(`a delayed payment (A19)${needsOurs}`, () => {
  const payByBank = async (name: string) => {
    const { buyer, made } = await opened(name);
    expect((await pay(made.checkoutUrl, "", { method: "bank" })).status).toBe(303);
    const stripe = await provider();
    const session = await stripe.checkout.sessions.retrieve(made.sessionId);
    expect(session).toMatchObject({ status: "complete", payment_status: "unpaid" });
    const told = await until(
      () =>
        sql(
          "select 1 from webhook_events where payload->'data'->'object'->>'id' = $1 and processed_at is not null",
          [made.sessionId],
        ),
      (rows) => rows.length > 0,
    );
    expect(told).toHaveLength(1);
    return { buyer, made, stripe, intent: session.payment_intent as string };
  };

  it("opens nothing while it is unpaid, and everything once it has arrived", async () => {
    const { buyer, made, stripe, intent } = await payByBank("Slow Bank");
    expect(
      (await buyer.json<{ status: string }>("GET", `/api/v1/purchases/${made.purchaseId}?confirm=1`)).status,
    ).toBe("pending");
    await expectUnpaid(buyer, made);

    await stripe.rawRequest("POST", `/v1/test_helpers/payment_intents/${intent}/settle`);
    expect(
      await until(
        () => statusOf(buyer, made),
        (status) => status === "completed",
      ),
    ).toBe("completed");
    expect(sha256(await download(buyer, (await ticket(buyer, product.fileId)).url))).toBe(product.sha256);
    expect(await traceOf(made)).toEqual({ completed: 1, sales: 1, receipts: 1 });
  });

  it("that fails opens nothing, and the product can be ordered anew", async () => {
    const { buyer, made, stripe, intent } = await payByBank("Failing Bank");
    await stripe.rawRequest("POST", `/v1/test_helpers/payment_intents/${intent}/fail`);
    expect(
      await until(
        () => statusOf(buyer, made),
        (status) => status === "failed",
      ),
    ).toBe("failed");
    expect(await traceOf(made)).toEqual({ completed: 0, sales: 0, receipts: 0 });
    const again = await order(buyer, product);
    expect(again.purchaseId).not.toBe(made.purchaseId);
  });
});

describe.skipIf(!isOurs)(`the installation's own payment provider${needsOurs}`, () => {
  it("is opened by its key alone, and its secrets are nowhere to be seen", async () => {
    const secret = await webhookSecret();
    for (const authorization of ["", "Bearer sk_test_guess12345", "Basic c2tfdGVzdDo=", "Bearer "]) {
      const answer = await fetch(`${baseUrl}/v1/webhook_endpoints`, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain(secret);
    }
    const stripe = await provider();
    const endpoints = await stripe.webhookEndpoints.list();
    expect(JSON.stringify(endpoints)).not.toContain(secret);
  });
});
