import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { type ForSale, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";
import { event, sendWebhook, sessionOf } from "../../test/webhooks.ts";

const COMPLETED = "checkout.session.completed";

describe("webhooks", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer({ worker: true });
    shop = await makeShop(server);
    product = await makeProduct(server, shop);
  });
  afterAll(() => server.close());

  async function order(): Promise<{ buyer: Actor; purchaseId: string }> {
    const buyer = await server.signUp(`buyer ${++count}`);
    const { purchaseId } = await buyer.json<{ purchaseId: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
    return { buyer, purchaseId };
  }
  const statusOf = async (buyer: Actor, id: string) =>
    (await buyer.json<{ status: string }>("GET", `/api/v1/purchases/${id}`)).status;
  const tell = async (type: string, object: Record<string, unknown>) => {
    const answer = await sendWebhook(server, event(type, object));
    expect(answer.status).toBe(200);
    await server.settled();
  };
  const rowsOf = async (purchaseId: string) => ({
    ledger: (
      await server.deps.db
        .selectFrom("ledger_transactions")
        .select("kind")
        .where("purchase_id", "=", purchaseId)
        .execute()
    ).map((row) => row.kind),
    mails: (
      await server.deps.db
        .selectFrom("mails")
        .select("id")
        .where("dedupe_key", "=", `receipt:${purchaseId}`)
        .execute()
    ).length,
  });

  it("complete a purchase, once, however often and from wherever they are heard", async () => {
    const { buyer, purchaseId } = await order();
    const object = await sessionOf(server, purchaseId);
    const same = event(COMPLETED, object);
    const many = await Promise.all([
      ...Array.from({ length: 100 }, () => sendWebhook(server, same)),
      sendWebhook(server, event("checkout.session.async_payment_succeeded", object)),
      sendWebhook(server, event(COMPLETED, object)),
    ]);
    expect(new Set(many.map((answer) => answer.status))).toEqual(new Set([200]));
    await buyer.json("GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
    await server.settled();
    expect(await statusOf(buyer, purchaseId)).toBe("completed");
    expect(await rowsOf(purchaseId)).toEqual({ ledger: ["sale"], mails: 1 });
    await ticket(buyer, product.fileId);
  });

  it("are refused without a signature that holds for this body, now (A15)", async () => {
    const { buyer, purchaseId } = await order();
    const payload = event(COMPLETED, await sessionOf(server, purchaseId));
    const now = Math.floor(server.clock.now().getTime() / 1000);
    const forged = [
      { signature: null },
      { signature: "" },
      { signature: `t=${now},v0=${"0".repeat(64)}` },
      { signature: `t=${now},v1=${"0".repeat(64)}` },
      { secret: "whsec_of_somebody_else" },
      { body: JSON.stringify(payload, null, 1) },
      { timestamp: now - 301 },
      { timestamp: now + 3600 },
    ];
    for (const options of forged) {
      const answer = await sendWebhook(server, payload, options);
      expect({ options, status: answer.status }).toEqual({ options, status: 400 });
      expect(await answer.json()).toMatchObject({ code: "invalid_signature" });
    }
    const live = await sendWebhook(server, { ...payload, livemode: true });
    expect(live.status).toBe(400);
    await server.settled();
    expect(await statusOf(buyer, purchaseId)).toBe("pending");

    // The very same event, signed properly, works.
    expect((await sendWebhook(server, payload)).status).toBe(200);
    await server.settled();
    expect(await statusOf(buyer, purchaseId)).toBe("completed");
  });

  it("fulfil nothing with another amount, currency, session or purchase, and raise an alert (A16)", async () => {
    const { buyer, purchaseId } = await order();
    const other = await order();
    const wrong = [
      { amount_total: 1 },
      { currency: "eur" },
      { id: "cs_test_of_somebody_else" },
      { metadata: { purchase_id: other.purchaseId } },
      { metadata: {} },
      { metadata: { purchase_id: "' or 1=1" } },
    ];
    for (const more of wrong) await tell(COMPLETED, await sessionOf(server, purchaseId, more));
    expect(await statusOf(buyer, purchaseId)).toBe("pending");
    expect(await statusOf(other.buyer, other.purchaseId)).toBe("pending");
    const alerts = await server.deps.db
      .selectFrom("events")
      .select("subject_id")
      .where("type", "=", "payment.mismatch")
      .execute();
    expect(alerts.length).toBe(4);

    await tell(COMPLETED, await sessionOf(server, purchaseId));
    expect(await statusOf(buyer, purchaseId)).toBe("completed");
  });

  it("keep a purchase closed while its payment is on the way, and open it when it arrives (A19)", async () => {
    const { buyer, purchaseId } = await order();
    await tell(COMPLETED, await sessionOf(server, purchaseId, { payment_status: "unpaid" }));
    expect(await statusOf(buyer, purchaseId)).toBe("pending");
    await expect(ticket(buyer, product.fileId)).rejects.toThrow("purchase_required");
    await tell("checkout.session.async_payment_succeeded", await sessionOf(server, purchaseId));
    expect(await statusOf(buyer, purchaseId)).toBe("completed");
    await ticket(buyer, product.fileId);
  });

  it("fail a purchase whose delayed payment failed", async () => {
    const { buyer, purchaseId } = await order();
    const unpaid = await sessionOf(server, purchaseId, { payment_status: "unpaid" });
    await tell("checkout.session.async_payment_failed", unpaid);
    expect(await statusOf(buyer, purchaseId)).toBe("failed");
    await expect(ticket(buyer, product.fileId)).rejects.toThrow("purchase_required");
  });

  it("close and open access as disputes come and go, with a ledger that balances", async () => {
    const { buyer, purchaseId } = await order();
    const session = await sessionOf(server, purchaseId);
    await tell(COMPLETED, session);
    await ticket(buyer, product.fileId);
    const dispute = {
      id: `dp_${count}`,
      object: "dispute",
      amount: 1900,
      payment_intent: session.payment_intent,
    };

    await tell("charge.dispute.created", { ...dispute, status: "needs_response" });
    expect(await statusOf(buyer, purchaseId)).toBe("disputed");
    await expect(ticket(buyer, product.fileId)).rejects.toThrow("access_ended");

    await tell("charge.dispute.closed", { ...dispute, status: "won" });
    expect(await statusOf(buyer, purchaseId)).toBe("completed");
    await ticket(buyer, product.fileId);
    const { rows } = await server.deps.pool.query(
      `select account, sum(amount) as total from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
       where purchase_id = $1 group by account order by account`,
      [purchaseId],
    );
    expect(rows).toEqual([
      { account: "creator", total: 1805 },
      { account: "platform", total: 95 },
      { account: "provider", total: -1900 },
    ]);
  });
});
