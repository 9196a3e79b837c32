import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems, once, openPage } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { joinTier, makeTier } from "./world/memberships.ts";
import { writePost } from "./world/posts.ts";
import { press } from "./world/press.ts";
import { openSale } from "./world/sales.ts";
import { openPart } from "./world/studio.ts";

const { visit } = useBrowser();

let owner: Person;
let product: ForSale;
let draftId: string;
let postId: string;

beforeAll(async () => {
  const shop = await openShop();
  owner = shop.owner;
  product = await sell(shop, { title: "A guide" });
  draftId = (await sell(shop, { title: "Not out yet", publish: false })).productId;
  postId = await writePost(shop, { title: "At the bench", body: "# Words", visibility: "free", draft: true });
  await buy(await signUp("Noor Buyer"), product);
  const tierId = await makeTier(shop, "Silver", 500, { description: "Plans, *every* week.", seats: 9 });
  await joinTier(await signUp("Mia Member"), shop, tierId);
  const fan = await signUp("Rude Fan");
  await owner.json("PUT", `/api/v1/creators/${shop.handle}/blocks/${fan.userId}`, { reason: "Rude" });
});

describe("pages of a creator", () => {
  const asCreator = once(() => visit({ as: owner, stays: true }));

  it.each<[string, () => string]>([
    ["home", () => ""],
    ["products", () => "/products"],
    ["a new product", () => "/products/new"],
    ["the editor of a draft", () => `/products/${draftId}`],
    ["the editor of what is for sale", () => `/products/${product.productId}`],
    ["home over twelve months", () => "?range=12m"],
    ["posts", () => "/posts"],
    ["the editor of a post", () => `/posts/${postId}`],
    ["sales", () => "/sales"],
    ["sales under a filter", () => "/sales?query=noor&status=completed&from=2020-01-01"],
    ["sales that nothing matches", () => "/sales?query=nobody"],
    ["customers", () => "/customers"],
    ["tiers", () => "/memberships"],
    ["members", () => "/memberships/members"],
    ["members that nothing matches", () => "/memberships/members?query=nobody"],
    ["who is blocked", () => "/memberships/blocked"],
    ["settings", () => "/settings"],
  ])("%s", async (_, path) => {
    const { page } = await asCreator();
    await openPage(page, `/studio/${product.shop.handle}${path()}`);
    expect(await accessProblems(page)).toEqual([]);
  });

  it.each(["Content", "Access", "Share"] as const)("the editor's part %s", async (part) => {
    const { page } = await visit({ as: owner });
    await page.goto(`/studio/${product.shop.handle}/products/${draftId}`);
    await openPart(page, part);
    expect(await accessProblems(page)).toEqual([]);
  });

  it.each(["", "/products", "/posts", "/memberships", "/memberships/members", "/sales", "/customers"])(
    "a new creator's studio%s",
    async (path) => {
      const { owner: newcomer, handle } = await openShop();
      const { page } = await visit({ as: newcomer });
      await openPage(page, `/studio/${handle}${path}`);
      expect(await accessProblems(page)).toEqual([]);
    },
  );

  it("the sheet of a sale, its refund and the taking away of access", async () => {
    const { page } = await visit({ as: owner });
    const sheet = await openSale(page, product.shop.handle, "Noor Buyer");
    expect(await accessProblems(page)).toEqual([]);
    await press(sheet.getByRole("button", { name: "Refund" }));
    const refund = page.getByRole("dialog", { name: "Refund" });
    await refund.getByText("A part of it").click();
    expect(await accessProblems(page)).toEqual([]);
    await refund.getByRole("button", { name: "Cancel" }).click();
    await press(sheet.getByRole("button", { name: "Take access away" }));
    await page.getByRole("dialog", { name: "Take access away" }).getByLabel("Reason").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  it("what the numbers mean, and the chart as a table", async () => {
    const { page } = await visit({ as: owner });
    await page.goto(`/studio/${product.shop.handle}`);
    await page.getByText("Net", { exact: true }).click();
    await page.getByText("What the ledger booked for you").waitFor();
    await page.getByText("Show as a table").click();
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
