import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";

describe("a sale, from file to bytes", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;

  beforeAll(async () => {
    server = await startTestServer({ worker: true });
    shop = await makeShop(server);
    product = await makeProduct(server, shop);
  });
  afterAll(() => server.close());

  it("delivers to the buyer", async () => {
    const ann = await server.signUp("ann");
    await buy(ann, product.productId);
    const link = await ticket(ann, product.fileId);
    const answer = await ann.fetch(link.url);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(product.bytes);
  });
});
