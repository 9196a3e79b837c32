import { beforeAll, describe, expect, it } from "vitest";
import { until } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import {
  buy,
  download,
  type ForSale,
  openShop,
  type Shop,
  sell,
  ticket,
} from "../../acceptance/world/shop.ts";
import { accessProblems, openPage } from "./world/accessible.ts";
import { useBrowser, type Visit } from "./world/browser.ts";
import { tabTo } from "./world/keyboard.ts";
import { press, untilAlive } from "./world/press.ts";
import { openSale } from "./world/sales.ts";
import { openPart, waitForState } from "./world/studio.ts";

const { visit } = useBrowser();

describe("access settings", () => {
  const width = 1440;
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });

  const openAccess = async (product: ForSale): Promise<Visit> => {
    const opened = await visit({ as: shop.owner, width });
    await opened.page.goto(`/studio/${shop.handle}/products/${product.productId}`);
    await openPart(opened.page, "Access");
    return opened;
  };

  it("are set by keyboard, read by buyers, and there after a reload", async () => {
    const product = await sell(shop, { title: "At home only" });
    const { page } = await openAccess(product);
    await page.getByRole("radio", { name: "Only in some countries" }).press("Space");
    const field = page.getByRole("combobox", { name: "Countries where it is offered" });
    await tabTo(page, field);
    await page.keyboard.type("germ");
    await page.keyboard.press("Enter");
    await page.keyboard.type("aus");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const chosen = page.getByRole("list", { name: "Chosen countries" });
    await chosen.getByRole("button", { name: "Take out Austria" }).waitFor();
    await page.keyboard.press("Backspace");
    expect(await chosen.getByRole("button").allTextContents()).toEqual(["Germany"]);
    await page.keyboard.press("ArrowDown");
    await page.getByRole("listbox", { name: "Countries" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 900 });
    await field.press("Escape");

    await page.getByLabel("Downloads of each file").fill("0");
    await page.getByText("Enter 1 to 1000, or leave it empty.").waitFor();
    await page.getByRole("button", { name: "Save access settings" }).press("Enter");
    expect(await page.getByLabel("Downloads of each file").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("Downloads of each file").fill("3");
    await page.getByLabel("Devices of one buyer").fill("2");
    const read = page.getByRole("region", { name: "What buyers will read" });
    expect(await read.getByRole("listitem").allTextContents()).toEqual([
      "Sold only in Germany.",
      "3 downloads of each file.",
      "2 devices.",
    ]);
    await page.getByText("Not saved yet.").waitFor();
    await page.getByRole("button", { name: "Save access settings" }).press("Enter");
    await page.getByText("Not saved yet.").waitFor({ state: "detached" });
    await page.reload();
    await openPart(page, "Access");
    await chosen.getByRole("button", { name: "Take out Germany" }).waitFor();
    expect(await page.getByLabel("Downloads of each file").inputValue()).toBe("3");

    const buyer = await visit({ width, as: await signUp("Elsewhere Buyer") });
    buyer.expectComplaint(/\/checkout: .*status of 451/);
    await buyer.page.goto(`/p/${product.slug}`);
    await buyer.page.getByText("Sold only in Germany.").waitFor();
    await buyer.page
      .getByRole("button", { name: /^Buy for/ })
      .first()
      .click();
    await buyer.page.getByText("It would not open in the country you are in now.").first().waitFor();
    expect(await accessProblems(buyer.page)).toEqual([]);
  });

  it("that are not saved hold up publishing, and neither mind text that saves itself nor are lost to it", async () => {
    const draft = await sell(shop, { title: "Not yet", publish: false });
    const { page } = await openAccess(draft);
    await page.getByLabel("Devices of one buyer").fill("4");
    await openPart(page, "Product");
    await page.getByLabel("Title").fill("Soon");
    await waitForState(page, "Saved");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("status").getByRole("button", { name: "Access settings that are saved" }).click();
    expect(await page.getByLabel("Devices of one buyer").inputValue()).toBe("4");
    await page.keyboard.press("Enter");
    await page.getByText("Access settings saved").waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("link", { name: "View page" }).waitFor();
    const { limits } = await shop.owner.json<{ limits: object }>(
      "GET",
      `/api/v1/products/${draft.productId}`,
    );
    expect(limits).toMatchObject({ devices: 4, devicesOf: "product" });
  });

  it("of all a creator sells hold where a product has none", async () => {
    const product = await sell(shop, { title: "One of many" });
    const { page } = await visit({ as: shop.owner, width });
    await openPage(page, `/studio/${shop.handle}/settings`);
    const field = page.getByLabel("Devices of one buyer");
    await untilAlive(field);
    await field.fill("0");
    await page.getByText("Enter 1 to 100, or leave it empty.").waitFor();
    await field.fill("5");
    await page.getByText("Buyers read: “5 devices for everything by A shop.”").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    const opened = await openAccess(product);
    await opened.page.getByText("Empty: 5 devices for everything you sell").waitFor();
    await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { deviceLimit: null });
  });
});

describe("downloads that are used up", () => {
  const width = 360;
  it("are told in the library, and given back in the sale", async () => {
    const shop = await openShop();
    const product = await sell(shop, { title: "Once only" });
    const buyer: Person = await signUp("Noor Often");
    const purchaseId = await buy(buyer, product);
    const limits = { countries: null, downloads: 1, devices: null };
    await shop.owner.json("PUT", `/api/v1/products/${product.productId}/limits`, limits);
    await download(buyer, (await ticket(buyer, product.fileId)).url);
    await until(
      () => buyer.json<{ access: { allowed: boolean } }>("GET", `/api/v1/library/${product.slug}`),
      ({ access }) => !access.allowed,
    );

    const library = await visit({ as: buyer, width });
    await openPage(library.page, `/library/${product.slug}`);
    await library.page.getByText("Downloaded as often as it may be.").waitFor();
    expect(await library.page.getByRole("button", { name: "Download guide.pdf" }).count()).toBe(0);
    expect(await accessProblems(library.page)).toEqual([]);
    library.expectComplaint(/\/denied\?.*: .*status of 403/);
    await library.page.getByRole("link", { name: "What helps" }).click();
    await library.page.getByRole("heading", { name: "Downloaded as often as it may be", level: 1 }).waitFor();
    await library.page.getByRole("link", { name: "See the receipt" }).waitFor();

    const { page } = await visit({ as: shop.owner, width });
    const sheet = await openSale(page, shop.handle, "Noor Often");
    expect(await sheet.getByRole("list", { name: "Downloads used" }).textContent()).toContain("1 of 1 used");
    await press(sheet.getByRole("button", { name: "Reset downloads" }));
    const dialog = page.getByRole("dialog", { name: "Reset downloads" });
    await dialog.getByText("Noor Often can download each file 1 more time at once.").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 900 });
    await dialog.getByRole("button", { name: "Reset downloads" }).press("Enter");
    await sheet.getByText("0 of 1 used").waitFor();
    expect(purchaseId).toBeTruthy();
    await library.page.goto(`/library/${product.slug}`);
    await library.page.getByRole("button", { name: "Download guide.pdf" }).waitFor();
  });
});
