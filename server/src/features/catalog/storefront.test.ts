import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { type ForSale, makeProduct, makeShop, type Shop } from "../../test/make.ts";

type Sections = { title: string; productIds: string[] }[];
type Arrangement = { version: string; sections: Sections };

describe("the sections of a storefront", () => {
  let server: TestServer;
  let shop: Shop;
  let first: ForSale;
  let second: ForSale;
  let third: ForSale;
  let counter = 0;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    shop = await makeShop(server, `shop${++counter}`);
    first = await makeProduct(server, shop, { title: "First" });
    second = await makeProduct(server, shop, { title: "Second" });
    third = await makeProduct(server, shop, { title: "Third" });
  });

  const path = () => `/api/v1/creators/${shop.handle}/storefront`;
  const seen = async () => (await shop.owner.json<Arrangement>("GET", path())).version;
  const arrange = (sections: Sections, version: string, expected = 200) =>
    shop.owner.json<Arrangement & { code: string }>("PUT", path(), { seen: version, sections }, expected);
  const shown = async () => {
    const { items } = await server.visitor.json<{
      items: { title: string; products: { title: string }[] }[];
    }>("GET", `/api/v1/creators/${shop.handle}/sections`);
    return items.map(({ title, products }) => [title, ...products.map((product) => product.title)]);
  };
  const rest = async () => {
    const { items } = await server.visitor.json<{ items: { title: string }[] }>(
      "GET",
      `/api/v1/products?creator=${shop.handle}&section=none`,
    );
    return items.map(({ title }) => title);
  };

  it("stand in their order, what is in none comes after them", async () => {
    expect(await shown()).toEqual([]);
    expect((await rest()).sort()).toEqual(["First", "Second", "Third"]);
    const sections = [
      { title: "Begin here", productIds: [third.productId, first.productId] },
      { title: "Later", productIds: [] },
    ];
    expect(await arrange(sections, await seen())).toMatchObject({ sections });
    expect(await shown()).toEqual([["Begin here", "Third", "First"]]);
    expect(await rest()).toEqual(["Second"]);
    const swapped = [
      { title: "Later", productIds: [second.productId] },
      { title: "Begin here", productIds: [first.productId, third.productId] },
    ];
    await arrange(swapped, await seen());
    expect(await shown()).toEqual([
      ["Later", "Second"],
      ["Begin here", "First", "Third"],
    ]);
    expect(await rest()).toEqual([]);
  });

  it("keep the place of what is off sale, and show it to nobody", async () => {
    const sections = [{ title: "All", productIds: [first.productId, second.productId] }];
    await arrange(sections, await seen());
    await shop.owner.json("POST", `/api/v1/products/${first.productId}/unpublish`, {});
    expect(await shown()).toEqual([["All", "Second"]]);
    expect(await shop.owner.json<Arrangement>("GET", path())).toMatchObject({ sections });
    await shop.owner.json("POST", `/api/v1/products/${second.productId}/unpublish`, {});
    expect(await shown()).toEqual([]);
  });

  it("are not written over by a tab that saw others", async () => {
    const before = await seen();
    const mine = [{ title: "Mine", productIds: [first.productId] }];
    await arrange(mine, before);
    // Pressed twice, or sent again after a lost answer: the same.
    await arrange(mine, before);
    const { code } = await arrange([{ title: "Theirs", productIds: [] }], before, 409);
    expect(code).toBe("changed_elsewhere");
    expect(await shown()).toEqual([["Mine", "First"]]);
  });

  it("hold each product once, and the creator's own alone", async () => {
    const other = await makeProduct(server, await makeShop(server, `other${counter}`));
    const version = await seen();
    await arrange([{ title: "Twice", productIds: [first.productId, first.productId] }], version, 400);
    const refused = await arrange([{ title: "Foreign", productIds: [other.productId] }], version, 400);
    const nobodys = await arrange([{ title: "Foreign", productIds: [crypto.randomUUID()] }], version, 400);
    expect({ ...refused, requestId: "" }).toEqual({ ...nobodys, requestId: "" });
    await arrange([{ title: "", productIds: [] }], version, 400);
    await arrange([{ title: "Once", productIds: [first.productId] }], version);
  });

  it("are hidden with a suspended creator", async () => {
    await arrange([{ title: "All", productIds: [first.productId] }], await seen());
    expect(await shown()).toHaveLength(1);
    const operator = await server.signUpOperator(`operator ${counter}`);
    await operator.json("POST", `/api/v1/operations/creators/${shop.creatorId}/suspend`, { reason: "Why" });
    await server.visitor.json("GET", `/api/v1/creators/${shop.handle}/sections`, undefined, 404);
  });
});
