import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import {
  buy,
  type ForSale,
  openShop,
  paidBytes,
  pay,
  sell,
  uploadFile,
} from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { untilAlive } from "./world/press.ts";

const { visit } = useBrowser();

describe.each(WIDTHS)("the library at %d px", (width) => {
  let buyer: Person;
  let map: ForSale;
  let returned: ForSale;

  beforeAll(async () => {
    buyer = await signUp("Noor Buyer");
    map = await sell(await openShop(), { title: "A map of the coast", fileName: "map.pdf" });
    returned = await sell(await openShop(), { title: "A book of tides" });
    await buy(buyer, map);
    const order = await buy(buyer, returned);
    await returned.shop.owner.json("POST", `/api/v1/purchases/${order}/refund`, {});
  });

  it("is narrowed by words, creator and state, and says what came since the last download", async () => {
    const { page } = await visit({ width, as: buyer });
    const map_ = page.getByRole("link", { name: /A map of the coast/ });
    const book = page.getByRole("link", { name: /A book of tides/ });
    await page.goto("/library");
    await map_.getByText(/^Since/).waitFor();
    await book.getByText("Refunded").waitFor();

    const fileId = await uploadFile(map.shop, paidBytes(300), { name: "second sheet.pdf" });
    const files = `/api/v1/products/${map.productId}/files`;
    await map.shop.owner.json("POST", files, { fileIds: [fileId] });
    await page.reload();
    await map_.getByText("Updated").waitFor();

    const state = page.getByRole("combobox", { name: "State" });
    await untilAlive(state);
    await state.selectOption("ended");
    await page.waitForURL("**/library?*state=ended*");
    await map_.waitFor({ state: "detached" });
    await book.waitFor();
    const creator = page.getByRole("combobox", { name: "Creator" });
    await creator.selectOption(map.shop.handle);
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.goBack();
    await book.waitFor();
    expect(await creator.inputValue()).toBe("");

    await page.goto("/library");
    await map_.click();
    await downloadHere(page, "second sheet.pdf");
    await page.getByRole("link", { name: "Library", exact: true }).first().click();
    await map_.getByText(/^Since/).waitFor();
  });

  it("holds posts that were bought, open and refunded", async () => {
    const shop = await openShop();
    const reader = await signUp("Ravi Reader");
    const unlock = async (title: string) => {
      const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
        creatorId: shop.creatorId,
        title,
        teaser: "One colour each.",
        body: "At last.",
        visibility: "ppv",
        price: { amount: 700, currency: "usd" },
      });
      const order = await reader.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/unlock", {
        postId: id,
      });
      await pay(order.checkoutUrl);
      await reader.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
      return { id, ...order };
    };
    const kept = await unlock("Five ridges");
    const returned = await unlock("Six ridges");
    await shop.owner.json("POST", `/api/v1/purchases/${returned.purchaseId}/refund`, {});
    const { page } = await visit({ width, as: reader });
    await page.goto("/library");
    await page
      .getByRole("link", { name: /Six ridges/ })
      .getByText("Refunded")
      .waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole("link", { name: /Five ridges/ }).click();
    await page.waitForURL(`**/posts/${kept.id}`);
    await page.getByText("At last.").waitFor();
  });

  it("is the same without scripts", async () => {
    const { page } = await visit({ width, as: buyer, plain: true });
    await page.goto("/library");
    await page.getByRole("searchbox", { name: "Search your library" }).fill("tides");
    await page.getByRole("combobox", { name: "State" }).selectOption("ended");
    await page.getByRole("button", { name: "Search" }).last().click();
    await page.getByRole("link", { name: /A book of tides/ }).waitFor();
    expect(await page.getByRole("link", { name: /A map of the coast/ }).count()).toBe(0);
    await page.getByRole("searchbox", { name: "Search your library" }).fill("mountains");
    await page.getByRole("button", { name: "Search" }).last().click();
    await page.getByRole("link", { name: "Show the whole library" }).click();
    await page.getByRole("link", { name: /A map of the coast/ }).waitFor();
  });
});
