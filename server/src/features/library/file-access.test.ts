import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop } from "../../test/make.ts";

describe("what a user is told of a file", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let buyer: Actor;

  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    product = await makeProduct(server, shop);
    buyer = await server.signUp("buyer");
  });
  afterAll(() => server.close());

  const ask = (who: Actor, fileId = product.fileId) =>
    who.json<object>("GET", `/api/v1/files/${fileId}/access`);

  it("offers what gives it to who has not bought it", async () => {
    expect(await ask(buyer)).toMatchObject({
      file: { id: product.fileId, name: "guide.pdf" },
      access: { allowed: false, reason: "purchase_required" },
      product: { slug: product.slug, price: { amount: 1900, currency: "usd" } },
      purchaseId: null,
    });
  });

  it("says that it is open, and when and why it closed", async () => {
    const purchaseId = await buy(buyer, product.productId);
    expect(await ask(buyer)).toMatchObject({ access: { allowed: true, because: "purchase" }, purchaseId });
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    expect(await ask(buyer)).toMatchObject({
      access: { allowed: false, reason: "access_ended" },
      product: { slug: product.slug },
      endedAt: server.clock.now().toISOString(),
      endedReason: "refunded",
    });
  });

  it("knows nothing of what is not on sale, and nothing of no file", async () => {
    const draft = await makeProduct(server, shop, { publish: false });
    expect(await ask(shop.owner, draft.fileId)).toMatchObject({ access: { because: "owner" } });
    const hidden = await buyer.json<object>("GET", `/api/v1/files/${draft.fileId}/access`, undefined, 404);
    const nothing = await buyer.json<object>(
      "GET",
      `/api/v1/files/${crypto.randomUUID()}/access`,
      undefined,
      404,
    );
    expect({ ...hidden, requestId: "" }).toEqual({ ...nothing, requestId: "" });
  });
});
