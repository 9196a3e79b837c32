import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop } from "../../test/make.ts";

type Library = {
  items: {
    product: { id: string };
    purchaseId: string;
    closedReason: string | null;
    accessEndedAt: string | null;
    updatedAt: string | null;
  }[];
  creators: { handle: string }[];
  counts: { available: number; ended: number };
};

type Named = { purchaseId: string; purchase: { id: string } };

describe("a library", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let buyer: Actor;
  let purchaseId: string;

  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server, "Ada");
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    product = await makeProduct(server, shop);
    buyer = await server.signUp(`buyer ${crypto.randomUUID().slice(0, 8)}`);
    purchaseId = await buy(buyer, product.productId);
    server.clock.advance(60_000);
  });

  const library = (query = "") => buyer.json<Library>("GET", `/api/v1/library${query}`);
  const item = async () => (await library()).items[0]!;
  const addFile = async () => {
    const fileId = await makeFile(server, shop, Buffer.from(crypto.randomUUID()), "more.pdf");
    await shop.owner.json("POST", `/api/v1/products/${product.productId}/files`, { fileIds: [fileId] });
    return fileId;
  };
  const download = async (fileId: string) => {
    const { url } = await buyer.json<{ url: string }>("POST", `/api/v1/files/${fileId}/downloads`, {});
    const answer = await buyer.fetch(url);
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
  };

  it("says that files came since the purchase, until the next download", async () => {
    expect((await item()).updatedAt).toBeNull();
    await addFile();
    expect((await item()).updatedAt).toBe(server.clock.now().toISOString());
    server.clock.advance(60_000);
    await download(product.fileId);
    expect((await item()).updatedAt).toBeNull();
    server.clock.advance(60_000);
    await addFile();
    expect((await item()).updatedAt).toBe(server.clock.now().toISOString());
  });

  it("calls neither a new order nor a file taken out an update", async () => {
    const second = await addFile();
    server.clock.advance(60_000);
    await download(second);
    server.clock.advance(60_000);
    const path = `/api/v1/products/${product.productId}/files`;
    await shop.owner.json("PUT", path, { fileIds: [second, product.fileId] });
    await shop.owner.json("PATCH", `/api/v1/products/${product.productId}`, { fileIds: [second] });
    expect((await item()).updatedAt).toBeNull();
    // Put back, it is new again.
    await shop.owner.json("PATCH", `/api/v1/products/${product.productId}`, {
      fileIds: [second, product.fileId],
    });
    expect((await item()).updatedAt).toBe(server.clock.now().toISOString());
  });

  it("says nothing of updates that somebody may not have", async () => {
    await addFile();
    expect((await item()).updatedAt).not.toBeNull();
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    expect(await item()).toMatchObject({ updatedAt: null, closedReason: "refunded" });
  });

  it("is narrowed to a creator, to words, and to what is open or has closed", async () => {
    const other = await makeShop(server, `Bea ${crypto.randomUUID().slice(0, 4)}`);
    const second = await makeProduct(server, other, { title: "Wholly unlike" });
    const returned = await buy(buyer, second.productId);
    await other.owner.json("POST", `/api/v1/purchases/${returned}/refund`, {});
    const ids = async (query: string) => (await library(query)).items.map(({ product: { id } }) => id);
    expect(await ids("")).toEqual([second.productId, product.productId]);
    expect(await ids("?state=available")).toEqual([product.productId]);
    expect(await ids("?state=ended")).toEqual([second.productId]);
    expect(await ids(`?creator=${shop.handle}`)).toEqual([product.productId]);
    expect(await ids("?query=unlike")).toEqual([second.productId]);
    expect(await ids("?query=unlike&state=available")).toEqual([]);
    expect(await library("?query=nothing-like-it")).toMatchObject({
      creators: [{ handle: shop.handle }, { handle: other.handle }],
      counts: { available: 1, ended: 1 },
    });
    await buyer.json("GET", "/api/v1/library?state=else", undefined, 400);
  });

  it("names the purchase that ended last, as every page about it does", async () => {
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    server.clock.advance(60_000);
    const last = await buy(buyer, product.productId);
    const named = async () => [
      (await item()).purchaseId,
      (await buyer.json<Named>("GET", `/api/v1/library/${product.productId}`)).purchase.id,
      (await buyer.json<Named>("GET", `/api/v1/files/${product.fileId}/access`)).purchaseId,
    ];
    expect(await named()).toEqual([last, last, last]);
    server.clock.advance(60_000);
    await shop.owner.json("POST", `/api/v1/purchases/${last}/refund`, {});
    expect(await named()).toEqual([last, last, last]);
    expect(await item()).toMatchObject({ accessEndedAt: server.clock.now().toISOString() });
  });

  it("says of a suspended creator's work that it is closed, without an end", async () => {
    const own = await makeShop(server, `Cleo ${crypto.randomUUID().slice(0, 4)}`);
    const closed = await makeProduct(server, own);
    await buy(buyer, closed.productId);
    expect(await item()).toMatchObject({ product: { id: closed.productId }, closedReason: null });
    const operator = await server.signUpOperator(`operator ${crypto.randomUUID().slice(0, 8)}`);
    const operate = (path: string, more = {}) =>
      operator.json("POST", `/api/v1/operations/${path}`, { reason: "Complaints", ...more });
    await operate(`products/${closed.productId}/take-down`, { endsAccess: true });
    expect(await item()).toMatchObject({ closedReason: "product_removed" });
    await operate(`creators/${own.creatorId}/suspend`);
    expect(await item()).toMatchObject({ closedReason: "creator_suspended", accessEndedAt: null });
    // The same as a download is refused for.
    expect(await buyer.json("GET", `/api/v1/files/${closed.fileId}/access`)).toMatchObject({
      access: { reason: "creator_suspended" },
    });
    expect((await library()).counts).toEqual({ available: 1, ended: 1 });
  });
});
