import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, pay, type Shop } from "../../test/make.ts";

type Item = {
  kind: string;
  purchaseId: string;
  product: { id: string } | null;
  post: { id: string; open: boolean; known: boolean } | null;
  closedReason: string | null;
  accessEndedAt: string | null;
};
type Library = {
  items: Item[];
  nextCursor: string | null;
  counts: { available: number; ended: number };
  creators: { handle: string }[];
};

describe("posts in a library", () => {
  let server: TestServer;
  let shop: Shop;
  let buyer: Actor;
  let postId: string;
  let purchaseId: string;
  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server, "Ada");
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    buyer = await server.signUp(`buyer ${crypto.randomUUID().slice(0, 8)}`);
    postId = await write({ title: "The lighthouse", teaser: "Up the stairs." });
    purchaseId = await unlock(postId);
    server.clock.advance(60_000);
  });

  const write = async (more: object) => {
    const body = {
      creatorId: shop.creatorId,
      body: "Paid words",
      visibility: "ppv",
      price: { amount: 500, currency: "usd" },
    };
    return (await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", { ...body, ...more })).id;
  };
  const unlock = async (id: string) => {
    const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/unlock", {
      postId: id,
    });
    await pay(order.checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
    return order.purchaseId;
  };
  const library = (query = "") => buyer.json<Library>("GET", `/api/v1/library${query}`);
  const item = async () => (await library()).items[0]!;
  const page = (status: number) =>
    buyer.json<{ locked: boolean }>("GET", `/api/v1/posts/${postId}`, undefined, status);

  it("stand among the products, and say what they are", async () => {
    const { productId } = await makeProduct(server, shop, { title: "A guide" });
    await buy(buyer, productId);
    const { items, counts, creators } = await library();
    expect(items).toMatchObject([
      { kind: "product", product: { id: productId }, post: null },
      {
        kind: "post",
        purchaseId,
        product: null,
        post: {
          id: postId,
          title: "The lighthouse",
          teaser: "Up the stairs.",
          creator: { handle: shop.handle, displayName: "Ada" },
          open: true,
          known: true,
        },
        status: "completed",
        closedReason: null,
        updatedAt: null,
      },
    ]);
    expect(counts).toEqual({ available: 2, ended: 0 });
    expect(creators).toHaveLength(1);
  });

  it("are searched, narrowed and paged with them", async () => {
    const untitled = await write({ teaser: "No name" });
    await unlock(untitled);
    const ids = async (query: string) => (await library(query)).items.map(({ post }) => post?.id);
    expect(await ids("?query=lighthouse")).toEqual([postId]);
    expect(await ids(`?creator=${shop.handle}&state=available`)).toEqual([untitled, postId]);
    expect(await ids("?state=ended")).toEqual([]);
    // What somebody may once have lost the right to read is not what it is found by.
    expect(await ids("?query=Paid%20words")).toEqual([]);
    const first = await library("?limit=1");
    expect(first.items.map(({ post }) => post?.id)).toEqual([untitled]);
    expect(await ids(`?limit=1&cursor=${first.nextCursor}`)).toEqual([postId]);
  });

  it("are not there before they are paid, and not for others", async () => {
    const other = await write({ title: "Not paid" });
    await buyer.json("POST", "/api/v1/unlock", { postId: other });
    expect((await library()).items).toHaveLength(1);
    const stranger = await server.signUp(`stranger ${crypto.randomUUID().slice(0, 8)}`);
    expect((await stranger.json<Library>("GET", "/api/v1/library")).items).toEqual([]);
  });

  it("say that they were refunded, and lead to where they can be bought again", async () => {
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    expect(await item()).toMatchObject({
      closedReason: "refunded",
      accessEndedAt: server.clock.now().toISOString(),
      post: { open: false, known: true },
    });
    expect((await page(200)).locked).toBe(true);
    expect((await library()).counts).toEqual({ available: 0, ended: 1 });
    const again = await unlock(postId);
    expect(await item()).toMatchObject({ purchaseId: again, closedReason: null, post: { open: true } });
  });

  it("stay when they are archived or taken down from others, and close when taken from buyers too", async () => {
    const operator = await server.signUpOperator(`operator ${crypto.randomUUID().slice(0, 8)}`);
    const takeDown = (endsAccess: boolean) =>
      operator.json("POST", `/api/v1/operations/posts/${postId}/take-down`, {
        reason: "Complaints",
        endsAccess,
      });
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "archived" });
    expect(await item()).toMatchObject({ closedReason: null, post: { open: true, known: true } });
    await takeDown(false);
    expect(await item()).toMatchObject({ closedReason: null, post: { open: true, known: true } });
    await takeDown(true);
    expect(await item()).toMatchObject({
      closedReason: "post_removed",
      accessEndedAt: server.clock.now().toISOString(),
      post: { title: "The lighthouse", teaser: "", open: false, known: false },
    });
    await page(404);
  });

  it("close while their creator is suspended, without an end", async () => {
    const operator = await server.signUpOperator(`operator ${crypto.randomUUID().slice(0, 8)}`);
    const rule = (path: string) =>
      operator.json("POST", `/api/v1/operations/creators/${shop.creatorId}/${path}`, {
        reason: "Complaints",
      });
    await rule("suspend");
    expect(await item()).toMatchObject({
      closedReason: "creator_suspended",
      accessEndedAt: null,
      post: { open: false, known: false },
    });
    await rule("restore");
    expect(await item()).toMatchObject({ closedReason: null, post: { open: true } });
  });
});
