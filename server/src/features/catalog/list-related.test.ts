import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeProduct, makeShop, type Shop } from "../../test/make.ts";

let server: TestServer;
let mine: Shop;
let other: Shop;

beforeAll(async () => {
  server = await startTestServer();
  mine = await makeShop(server);
  other = await makeShop(server);
});
afterAll(() => server.close());

type Related = Record<"byCreator" | "inCategory", { id: string }[]>;
const related = async (id: string) =>
  (await server.visitor.json<{ related: Related }>("GET", `/api/v1/products/${id}?include=related`)).related;
const ids = (products: { id: string }[]) => products.map(({ id }) => id);

async function publish(shop: Shop, categoryId: string, sales: number) {
  const { productId } = await makeProduct(server, shop);
  await shop.owner.json("PATCH", `/api/v1/products/${productId}`, { categoryId });
  await server.deps.db
    .updateTable("products")
    .set({ sales_count: sales })
    .where("id", "=", productId)
    .execute();
  return productId;
}

it("shows more of the creator and of the category, the best sold first, and only what is on sale", async () => {
  const operator = await server.signUpOperator("operator");
  const category = await operator.json<{ id: string }>("POST", "/api/v1/operations/categories", {
    name: "Guides",
  });
  const seen = await publish(mine, category.id, 9);
  const more = await publish(mine, category.id, 1);
  const most = await publish(mine, category.id, 5);
  const rival = await publish(other, category.id, 2);
  const taken = await publish(other, category.id, 3);
  const all = await related(seen);
  expect(ids(all.byCreator)).toEqual([most, more]);
  expect(ids(all.inCategory)).toEqual([taken, rival]);

  await other.owner.json("POST", `/api/v1/products/${taken}/unpublish`, {});
  expect(ids((await related(seen)).inCategory)).toEqual([rival]);
  await operator.json("POST", `/api/v1/operations/creators/${other.creatorId}/suspend`, { reason: "Test" });
  expect(ids((await related(seen)).inCategory)).toEqual([]);
});

it("is as hidden as the product, and left out where nobody asks", async () => {
  const draft = await makeProduct(server, mine, { publish: false });
  const path = `/api/v1/products/${draft.productId}`;
  await server.visitor.json("GET", `${path}?include=related`, undefined, 404);
  expect(await mine.owner.json("GET", `${path}?include=related`)).toHaveProperty("related.byCreator");
  expect(await mine.owner.json("GET", path)).not.toHaveProperty("related");
  await mine.owner.json("GET", `${path}?include=everything`, undefined, 400);
});
