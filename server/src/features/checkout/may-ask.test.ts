import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { type ForSale, makeProduct, makeShop, pay, type Shop } from "../../test/make.ts";

describe("questions to the payment provider", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let asked = 0;
  beforeAll(async () => {
    server = await startTestServer({ worker: true });
    shop = await makeShop(server);
    product = await makeProduct(server, shop);
    const { getSession } = server.deps.payments;
    server.deps.payments.getSession = (id) => {
      asked += 1;
      return getSession(id);
    };
  });
  afterAll(() => server.close());

  const order = (who: Actor, productId = product.productId) =>
    who.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", { productId });
  const confirm = async (who: Actor, id: string) =>
    (await who.json<{ status: string }>("GET", `/api/v1/purchases/${id}?confirm=1`)).status;
  const questions = async (ask: () => Promise<unknown>) => {
    asked = 0;
    await ask();
    return asked;
  };
  const times = (count: number, what: () => Promise<unknown>) =>
    Promise.all(Array.from({ length: count }, what));

  it("about one order are few, whoever asks and however often; afterwards it is asked again", async () => {
    const buyer = await server.signUp("impatient");
    const { purchaseId: id } = await order(buyer);
    expect(await questions(() => confirm(buyer, id))).toBe(1);
    expect(await questions(() => times(20, () => confirm(buyer, id)))).toBe(4);
    expect(await questions(() => confirm(shop.owner, id))).toBe(0);
    server.clock.advance(16_000);
    expect(await questions(() => confirm(buyer, id))).toBe(1);
  });

  it("that are not put keep nobody waiting: the provider's own news arrives at once", async () => {
    const buyer = await server.signUp("waiting");
    const { purchaseId: id, checkoutUrl } = await order(buyer);
    await times(5, () => confirm(buyer, id));
    await pay(checkoutUrl);
    await expect.poll(() => confirm(buyer, id), { timeout: 15_000 }).toBe("completed");
  });

  it("by one person are bounded over all their orders", async () => {
    const buyer = await server.signUp("collector");
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) {
      const { productId } = await makeProduct(server, shop);
      ids.push((await order(buyer, productId)).purchaseId);
    }
    const all = async () => {
      for (const id of ids) await times(5, () => confirm(buyer, id));
    };
    expect(await questions(all)).toBe(30);
  });
});
