import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, sell } from "../../acceptance/world/shop.ts";
import { openPage } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { addCovers } from "./world/covers.ts";
import { openFullShop } from "./world/full-shop.ts";
import { scriptKilobytes } from "./world/scripts.ts";

const { visit } = useBrowser();

let buyer: Person;
let product: ForSale;

beforeAll(async () => {
  const { shop } = await openFullShop();
  product = await sell(shop, { title: "Light as a feather" });
  await addCovers(product, ["#336699", "#996633"]);
  buyer = await signUp("Noor Buyer");
  await buy(buyer, product);
});

/** What a page may cost before it answers to a finger; `npm run bench` says how much of it is used. */
describe("JavaScript that a page loads, in KB as it is sent", () => {
  it.each<[string, number, () => string, (() => Person)?]>([
    ["the marketplace", 130, () => "/"],
    ["the marketplace of somebody signed in", 130, () => "/", () => buyer],
    ["a product", 130, () => `/p/${product.slug}`],
    ["a product that can be bought", 130, () => `/p/${product.slug}`, () => buyer],
    ["a storefront", 130, () => `/@${product.shop.handle}`],
    ["the library", 150, () => "/library", () => buyer],
    ["its content", 150, () => `/library/${product.slug}`, () => buyer],
    [
      "the editor",
      260,
      () => `/studio/${product.shop.handle}/products/${product.productId}`,
      () => product.shop.owner,
    ],
  ])("%s: at most %i", async (_, most, path, as) => {
    const { page } = await visit(as ? { as: as() } : {});
    const total = scriptKilobytes(page);
    await openPage(page, path());
    await page.waitForLoadState("networkidle");
    expect(await total()).toBeLessThanOrEqual(most);
  });
});
