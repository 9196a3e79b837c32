import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, pay, type Shop } from "../../test/make.ts";
import { getSellableProduct } from "../catalog/index.ts";
import { recordPaidPurchase } from "./record-paid-purchase.ts";

type Item = { kind: string; person: string; sale: { purchaseId: string; title: string } | null };

describe("what a creator hears of a sale", () => {
  let server: TestServer;
  let shop: Shop;
  let buyer: Actor;
  let counter = 0;
  beforeAll(async () => {
    server = await startTestServer();
    buyer = await server.signUp("Noor");
  });
  afterAll(() => server.close());

  const openShop = async (proved = true) => {
    shop = await makeShop(server, `seller ${++counter}`);
    if (proved)
      await server.deps.db
        .updateTable("users")
        .set({ email_verified: true })
        .where("id", "=", shop.owner.userId)
        .execute();
  };
  const sell = async (more: { amount?: number; title?: string } = {}) =>
    (await makeProduct(server, shop, more)).productId;
  const told = async () => (await shop.owner.json<{ items: Item[] }>("GET", "/api/v1/notifications")).items;
  const mails = async () =>
    server.deps.db
      .selectFrom("mails")
      .select(["subject", "text_body", "unsubscribe_url"])
      .where("user_id", "=", shop.owner.userId)
      .where("kind", "=", "sale")
      .orderBy("id")
      .execute();

  it("in the page and by mail: what, by whom in the page alone, and for how much", async () => {
    await openShop();
    const purchaseId = await buy(buyer, await sell({ title: "A guide" }));
    const price = { amount: 1900, currency: "usd" };
    expect(await told()).toMatchObject([
      { kind: "sale", person: "Noor", sale: { purchaseId, title: "A guide", price } },
    ]);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail!.subject).toBe("You sold A guide");
    expect(mail!.text_body).toContain("$19");
    expect(mail!.text_body).not.toContain("Noor");
    // What the provider tells again is no other sale.
    await buyer.json("GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
    expect(await told()).toHaveLength(1);
    expect((await buyer.json<{ items: Item[] }>("GET", "/api/v1/notifications")).items).toEqual([]);
  });

  it("of a post too, without a word of what was paid for", async () => {
    await openShop();
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "The secret itself",
      visibility: "ppv",
      price: { amount: 500, currency: "usd" },
    });
    const order = await buyer.json<{ checkoutUrl: string; purchaseId: string }>("POST", "/api/v1/unlock", {
      postId: id,
    });
    await pay(order.checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
    expect(await told()).toMatchObject([{ kind: "sale", sale: { title: "" } }]);
    const [mail] = await mails();
    expect(mail!.subject).toBe("You sold a post");
    expect(mail!.text_body).not.toContain("secret");
  });

  it("by mail of the first in an hour alone, in the page of each", async () => {
    await openShop();
    const hour = 3_600_000;
    server.clock.advance(hour - (server.clock.now().getTime() % hour));
    for (const title of ["One", "Two", "Three"]) await buy(buyer, await sell({ title }));
    expect((await told()).map(({ sale }) => sale!.title)).toEqual(["Three", "Two", "One"]);
    expect((await mails()).map(({ subject }) => subject)).toEqual(["You sold One"]);
    server.clock.advance(hour);
    await buy(buyer, await sell({ title: "Four" }));
    expect((await mails()).map(({ subject }) => subject)).toEqual(["You sold One", "You sold Four"]);
  });

  it("no mail of what is free, none to an address that nobody has proved, none where it is switched off", async () => {
    await openShop();
    await buyer.json("POST", "/api/v1/checkout", { productId: await sell({ amount: 0 }) });
    expect(await told()).toMatchObject([{ kind: "sale", sale: { price: { amount: 0 } } }]);
    expect(await mails()).toEqual([]);
    await buy(buyer, await sell());
    const [mail] = await mails();
    expect((await fetch(mail!.unsubscribe_url!, { method: "POST" })).status).toBe(200);
    server.clock.advance(3_600_000);
    await buy(buyer, await sell());
    expect(await mails()).toHaveLength(1);
    await shop.owner.json("PATCH", "/api/v1/notifications/settings", { kind: "sale", inPage: false });
    const before = await told();
    await buy(buyer, await sell());
    expect(await told()).toEqual(before);

    await openShop(false);
    await buy(buyer, await sell());
    expect(await told()).toHaveLength(1);
    expect(await mails()).toEqual([]);
  });

  it("nothing of what was paid elsewhere", async () => {
    await openShop();
    const product = await getSellableProduct(server.deps, await sell());
    await recordPaidPurchase(server.deps, { buyerId: buyer.userId, product, paymentIntentId: null });
    expect(await told()).toEqual([]);
    expect(await mails()).toEqual([]);
  });
});
