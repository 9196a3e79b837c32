import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, pay, type Shop } from "../../test/make.ts";

describe("a purchase watched by its buyer", () => {
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

  const someone = () => server.signUp(`watcher ${++count}`);
  const order = (buyer: Actor) =>
    buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
  const refund = (id: string, body = {}) => shop.owner.json("POST", `/api/v1/purchases/${id}/refund`, body);

  it("is told at once when the payment arrives by webhook", async () => {
    const buyer = await someone();
    const { purchaseId, checkoutUrl } = await order(buyer);
    const events = await watch(buyer, purchaseId);
    expect(await events.next()).toBe("pending");
    await pay(checkoutUrl);
    expect(await events.next()).toBe("completed");
    await events.leave();
  });

  it("sees refunds, and ends with the last one", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    const events = await watch(buyer, purchaseId);
    expect(await events.next()).toBe("completed");
    await refund(purchaseId, { amount: 500 });
    expect(await events.next()).toBe("partially_refunded");
    await refund(purchaseId);
    expect(await events.next()).toBe("refunded");
    expect(await events.next()).toBeNull();
  });

  it("is nobody else's to watch, and no visitor's", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    const path = `/api/v1/purchases/${purchaseId}/events`;
    await (await watch(buyer, purchaseId)).leave();
    const stranger = await someone();
    expect((await stranger.fetch(path)).status).toBe(404);
    expect((await shop.owner.fetch(path)).status).toBe(404);
    expect((await server.visitor.fetch(path)).status).toBe(401);
    const unknown = await stranger.fetch(path.replace(purchaseId, crypto.randomUUID()));
    expect(unknown.status).toBe(404);
  });

  it("hears again after the connection to the database broke, and what happened meanwhile", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    const events = await watch(buyer, purchaseId);
    expect(await events.next()).toBe("completed");
    const { rowCount } = await server.deps.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vaulture announcements' and datname = current_database()",
    );
    expect(rowCount).toBe(1);
    await refund(purchaseId);
    expect(await events.next()).toBe("refunded");
  });

  it("ends when the session does", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    const events = await watch(buyer, purchaseId);
    expect(await events.next()).toBe("completed");
    await buyer.json("POST", "/api/auth/sign-out", {});
    await refund(purchaseId);
    expect(await events.next()).toBeNull();
  });

  it("is watched from eight pages at most; a page that leaves makes room", async () => {
    const buyer = await someone();
    const purchaseId = await buy(buyer, product.productId);
    const path = `/api/v1/purchases/${purchaseId}/events`;
    const open = await Promise.all(Array.from({ length: 8 }, () => watch(buyer, purchaseId)));
    const refused = await buyer.fetch(path);
    expect(refused.status).toBe(429);
    await open[0]!.leave();
    await expect
      .poll(async () => {
        const answer = await buyer.fetch(path);
        await answer.body?.cancel();
        return answer.status;
      })
      .toBe(200);
    for (const each of open.slice(1)) await each.leave();
  });

  it("does not hold up a stop of the server", async () => {
    const buyer = await someone();
    const events = await watch(buyer, await buy(buyer, product.productId));
    expect(await events.next()).toBe("completed");
    await server.restart();
    expect(await events.next()).toBeNull();
  });
});

/** The statuses of an event stream one after the other, then null. */
async function watch(who: Actor, purchaseId: string) {
  const answer = await who.fetch(`/api/v1/purchases/${purchaseId}/events`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async next(): Promise<string | null> {
      for (;;) {
        const found = /^data: (.*)\n\n/m.exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return (JSON.parse(found[1]!) as { status: string }).status;
        }
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
    },
    leave: () => reader.cancel(),
  };
}
