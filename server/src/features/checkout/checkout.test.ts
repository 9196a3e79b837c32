import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, pay, type Shop, ticket } from "../../test/make.ts";
import { settleChange } from "./settle-change.ts";

type Order = { purchaseId: string; checkoutUrl: string; status: string };

describe("buying", () => {
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

  const someone = () => server.signUp(`buyer ${++count}`);
  const order = (who: Awaited<ReturnType<typeof someone>>, productId = product.productId) =>
    who.json<Order>("POST", "/api/v1/checkout", { productId });
  const purchase = (who: Awaited<ReturnType<typeof someone>>, id: string) =>
    who.json<{ status: string; refunded: { amount: number }; accessEndedAt: string | null }>(
      "GET",
      `/api/v1/purchases/${id}`,
    );

  it("completes by webhook alone", async () => {
    const buyer = await someone();
    const { purchaseId, checkoutUrl } = await order(buyer);
    expect((await pay(checkoutUrl)).status).toBe(303);
    await expect
      .poll(async () => (await purchase(buyer, purchaseId)).status, { timeout: 15_000 })
      .toBe("completed");
    const library = await buyer.json<{ items: { purchaseId: string }[] }>("GET", "/api/v1/library");
    expect(library.items.map((item) => item.purchaseId)).toEqual([purchaseId]);
  });

  it("gives nothing for opening pages without paying (A23)", async () => {
    const buyer = await someone();
    const { purchaseId, checkoutUrl } = await order(buyer);
    await fetch(checkoutUrl);
    expect((await pay(checkoutUrl, "4000000000000002")).status).toBe(402);
    await buyer.json("GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
    expect((await purchase(buyer, purchaseId)).status).toBe("pending");
    await expect(ticket(buyer, product.fileId)).rejects.toThrow("purchase_required");
    await pay(checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
    await ticket(buyer, product.fileId);
  });

  it("continues the open order in a second tab, and sells once", async () => {
    const buyer = await someone();
    const orders = await Promise.all(Array.from({ length: 8 }, () => order(buyer)));
    expect(new Set(orders.map((each) => each.purchaseId)).size).toBe(1);
    expect(new Set(orders.map((each) => each.checkoutUrl)).size).toBe(1);
    await pay(orders[0]!.checkoutUrl);
    await expect(order(buyer)).rejects.toThrow("already_owned");
  });

  it("charges the price of the order, and asks anew when it has changed", async () => {
    const priced = await makeProduct(server, shop, { amount: 1000 });
    const buyer = await someone();
    const first = await order(buyer, priced.productId);
    await shop.owner.json("PATCH", `/api/v1/products/${priced.productId}`, {
      price: { amount: 2500, currency: "usd" },
    });
    const second = await order(buyer, priced.productId);
    expect(second.purchaseId).not.toBe(first.purchaseId);
    expect((await pay(first.checkoutUrl)).status).toBe(410);
    await pay(second.checkoutUrl);
    const paid = await buyer.json<{ price: { amount: number } }>(
      "GET",
      `/api/v1/purchases/${second.purchaseId}?confirm=1`,
    );
    expect(paid.price.amount).toBe(2500);
    expect((await purchase(buyer, first.purchaseId)).status).toBe("expired");
  });

  it("keeps the refund promise of the moment of ordering, and asks anew when it has changed", async () => {
    const promise = (refundDays: number | null) =>
      shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { refundDays });
    const promised = async (id: string) =>
      (await buyer.json<{ refundDays: number | null }>("GET", `/api/v1/purchases/${id}`)).refundDays;
    const buyer = await someone();
    const first = await order(buyer);
    expect(await promised(first.purchaseId)).toBeNull();
    await promise(14);
    expect(await buyer.json("GET", `/api/v1/products/${product.slug}`)).toMatchObject({ refundDays: 14 });
    const second = await order(buyer);
    expect(second.purchaseId).not.toBe(first.purchaseId);
    await promise(null);
    expect(await promised(second.purchaseId)).toBe(14);
    for (const refundDays of [-1, 366, 1.5, "14"])
      await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { refundDays }, 400);
  });

  it("hands over what costs nothing at once", async () => {
    const free = await makeProduct(server, shop, { amount: 0 });
    const buyer = await someone();
    expect(await order(buyer, free.productId)).toMatchObject({ checkoutUrl: null, status: "completed" });
    await ticket(buyer, free.fileId);
  });

  it("does not hand over anew what was taken away by hand", async () => {
    const free = await makeProduct(server, shop, { amount: 0 });
    const buyer = await someone();
    const { purchaseId } = await order(buyer, free.productId);
    await ticket(buyer, free.fileId);
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/revoke`, { reason: "Shared" });
    await expect(order(buyer, free.productId)).rejects.toThrow("access_revoked");
    await expect(ticket(buyer, free.fileId)).rejects.toThrow("access_revoked");
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/restore`, { reason: "Cleared up" });
    await ticket(buyer, free.fileId);
    await expect(order(buyer, free.productId)).rejects.toThrow("already_owned");
  });

  it("hands over what costs nothing once, to however many tabs", async () => {
    for (let round = 0; round < 4; round++) {
      const free = await makeProduct(server, shop, { amount: 0 });
      const buyer = await someone();
      await Promise.allSettled(Array.from({ length: 12 }, () => order(buyer, free.productId)));
      const rows = await server.deps.db
        .selectFrom("purchases")
        .select("status")
        .where("product_id", "=", free.productId)
        .execute();
      expect(rows).toEqual([{ status: "completed" }]);
    }
  });

  it("takes no price, buyer or status from the client (A20)", async () => {
    const buyer = await someone();
    for (const more of [
      { price: { amount: 1, currency: "usd" } },
      { status: "completed" },
      { buyerId: shop.owner.userId },
    ]) {
      await buyer.json("POST", "/api/v1/checkout", { productId: product.productId, ...more }, 400);
    }
    await expect(order(shop.owner)).rejects.toThrow("already_owned");
  });

  it("refunds in parts up to what was paid, for those who sold it only (A21)", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    const refund = (who: typeof buyer, body: object, status?: number) =>
      who.json<{ code?: string; refunded: { amount: number } }>(
        "POST",
        `/api/v1/purchases/${purchaseId}/refund`,
        body,
        status,
      );

    const stranger = await makeShop(server);
    expect((await refund(stranger.owner, {}, 404)).code).toBe("not_found");
    expect((await refund(buyer, {}, 404)).code).toBe("not_found");
    for (const amount of [0, -1, 1.5, 1e12, "100", null]) await refund(shop.owner, { amount }, 400);
    expect((await refund(shop.owner, { amount: 1901 }, 400)).code).toBe("refund_exceeds_payment");

    await refund(shop.owner, { amount: 500 });
    await ticket(buyer, product.fileId);
    const both = await Promise.allSettled([
      refund(shop.owner, { amount: 1000 }),
      refund(shop.owner, { amount: 1000 }),
    ]);
    expect(both.some((result) => result.status === "fulfilled")).toBe(true);
    await server.settled();
    expect((await purchase(buyer, purchaseId)).refunded.amount).toBe(1500);

    await refund(shop.owner, {});
    expect(await purchase(buyer, purchaseId)).toMatchObject({
      status: "refunded",
      refunded: { amount: 1900 },
    });
    expect((await refund(shop.owner, {}, 409)).code).toBe("already_refunded");
    await expect(ticket(buyer, product.fileId)).rejects.toThrow("access_ended");
    const { rows } = await server.deps.pool.query(
      `select e.account, sum(e.amount) as total from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
       where t.purchase_id = $1 group by e.account having sum(e.amount) <> 0`,
      [purchaseId],
    );
    expect(rows).toEqual([]);
  });

  it("keeps access after a full refund when asked to", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, { keepAccess: true });
    await server.settled();
    expect(await purchase(buyer, purchaseId)).toMatchObject({ status: "refunded", accessEndedAt: null });
    await ticket(buyer, product.fileId);
  });

  it("shows a purchase to its buyer, its seller and operators, and to nobody else", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    await purchase(buyer, purchaseId);
    await purchase(shop.owner, purchaseId);
    await purchase(await server.signUpOperator("olive"), purchaseId);
    await (await someone()).json("GET", `/api/v1/purchases/${purchaseId}`, undefined, 404);
    await server.visitor.json("GET", `/api/v1/purchases/${purchaseId}`, undefined, 401);
  });

  it("repairs what a lost webhook would have told", async () => {
    const deaf = await startTestServer();
    const store = await makeShop(deaf);
    const item = await makeProduct(deaf, store);
    const buyer = await deaf.signUp("late buyer");
    const { purchaseId, checkoutUrl } = await buyer.json<Order>("POST", "/api/v1/checkout", {
      productId: item.productId,
    });
    await pay(checkoutUrl);
    expect((await buyer.json<{ status: string }>("GET", `/api/v1/purchases/${purchaseId}`)).status).toBe(
      "pending",
    );
    deaf.clock.advance(300_000);
    const { reconcile } = await import("../billing/index.ts");
    await reconcile(deaf.deps);
    expect((await buyer.json<{ status: string }>("GET", `/api/v1/purchases/${purchaseId}`)).status).toBe(
      "completed",
    );
    await deaf.close();
  });

  it("counts every one of many refunds that are heard at the same moment", async () => {
    const buyer = await someone();
    const id = await buy(buyer, product.productId);
    const { payment_intent_id: paymentIntentId } = await server.deps.db
      .selectFrom("purchases")
      .select("payment_intent_id")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const refunds = Array.from({ length: 8 }, (_, n) => ({
      ...{ id: `re_together_${n}`, paymentIntentId, amount: 100 },
      ...{ status: "succeeded" as const, endsAccess: false },
    }));
    await Promise.all(refunds.map((refund) => settleChange(server.deps, { kind: "refund", refund })));
    expect(await purchase(buyer, id)).toMatchObject({
      status: "partially_refunded",
      refunded: { amount: 800 },
    });
    const { rows } = await server.deps.pool.query(
      `select coalesce(sum(e.amount), 0)::int as back from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
       where t.purchase_id = $1 and t.kind = 'refund' and e.amount > 0`,
      [id],
    );
    expect(rows[0]).toEqual({ back: 800 });
  });
});
