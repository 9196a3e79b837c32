import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems, openPage } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { press } from "./world/press.ts";
import { openPart } from "./world/studio.ts";

const { visit } = useBrowser();

let owner: Person;
let product: ForSale;
let draftId: string;

beforeAll(async () => {
  const shop = await openShop();
  owner = shop.owner;
  product = await sell(shop, { title: "A guide" });
  draftId = (await sell(shop, { title: "Not out yet", publish: false })).productId;
  await buy(await signUp("Noor Buyer"), product);
});

describe("pages of a creator", () => {
  it.each<[string, () => string]>([
    ["home", () => ""],
    ["products", () => "/products"],
    ["a new product", () => "/products/new"],
    ["the editor of a draft", () => `/products/${draftId}`],
    ["the editor of what is for sale", () => `/products/${product.productId}`],
    ["sales", () => "/sales"],
    ["settings", () => "/settings"],
  ])("%s", async (_, path) => {
    const { page } = await visit({ as: owner });
    await openPage(page, `/studio/${product.shop.handle}${path()}`);
    expect(await accessProblems(page)).toEqual([]);
  });

  it.each(["Content", "Share"] as const)("the editor's part %s", async (part) => {
    const { page } = await visit({ as: owner });
    await page.goto(`/studio/${product.shop.handle}/products/${draftId}`);
    await openPart(page, part);
    expect(await accessProblems(page)).toEqual([]);
  });

  it.each(["", "/products", "/sales"])("a new creator's studio%s", async (path) => {
    const { owner: newcomer, handle } = await openShop();
    const { page } = await visit({ as: newcomer });
    await openPage(page, `/studio/${handle}${path}`);
    expect(await accessProblems(page)).toEqual([]);
  });

  it("the refund dialog", async () => {
    const { page } = await visit({ as: owner });
    await page.goto(`/studio/${product.shop.handle}/sales`);
    await press(page.getByRole("button", { name: "Refund Noor Buyer" }));
    await page.getByRole("dialog", { name: "Refund" }).getByText("A part of it").click();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("the open account menu", async () => {
    const { page } = await visit({ as: owner });
    await page.goto("/");
    await page.getByRole("button", { name: "Account menu" }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });
});

describe("pages of an operator", () => {
  it("test payments", async () => {
    const { page } = await visit({ local: true });
    await openPage(page, "/sandbox");
    await page.getByRole("heading", { name: "Payments", level: 1 }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });
});
