import { describe, expect, it } from "vitest";
import { signUp } from "../../acceptance/world/people.ts";
import { buy, openShop, sell } from "../../acceptance/world/shop.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { press } from "./world/press.ts";
import { openSale } from "./world/sales.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(WIDTHS)("a refund at %d px", (width) => {
  it("from the sale's sheet closes the open page, the library and an old link at once", async () => {
    const person = await signUp("Noor Buyer");
    const product = await sell(await openShop(), { fileName: FILE, amount: 1900 });
    await buy(person, product);
    const buyer = await visit({ width, as: person });
    await buyer.page.goto(`/library/${product.slug}`);
    const { url, sha256 } = await downloadHere(buyer.page, FILE);
    expect(sha256).toBe(product.sha256);

    const { page } = await visit({ width, as: product.shop.owner });
    const sheet = await openSale(page, product.shop.handle, "Noor Buyer");
    await sheet.getByText(FILE).waitFor();
    await press(sheet.getByRole("button", { name: "Refund" }));
    const dialog = page.getByRole("dialog", { name: "Refund" });
    expect(await dialog.getByRole("radio", { name: "All of it, $19" }).isChecked()).toBe(true);
    expect(await dialog.getByRole("radio", { name: /^Access ends/ }).isChecked()).toBe(true);
    // 5 % of $19 is the platform's: what the balance loses is the rest.
    expect(await dialog.getByRole("definition").allInnerTexts()).toEqual(["$18.05", "$0.00"]);
    await dialog.getByRole("button", { name: "Refund $19" }).click();
    await page.getByText("$19 refunded to Noor Buyer").waitFor();
    await sheet.getByText("Files closed with the refund").waitFor();
    expect(await sheet.getByRole("button", { name: "Refund" }).count()).toBe(0);

    // The answer to a page that does not know yet.
    buyer.expectComplaint(/\/(downloads|denied\?.*): .*status of 403/);
    await buyer.page.getByRole("button", { name: `Download ${FILE}` }).click();
    await buyer.page.waitForURL("**/denied?code=access_ended*");
    await buyer.page.goto(url);
    await buyer.page.waitForURL("**/denied?code=access_ended*");
    await buyer.page.goto(`/library/${product.slug}`);
    expect(await buyer.page.getByRole("button", { name: /Download/ }).count()).toBe(0);
  });

  it("of a part leaves access, and a second tab that saw less gone is told so", async () => {
    const product = await sell(await openShop(), { amount: 1900 });
    await buy(await signUp("Ines Buyer"), product);
    const { context, page, expectComplaint } = await visit({ width, as: product.shop.owner });
    const other = await context.newPage();
    const open = async (tab: typeof page) => {
      const sheet = await openSale(tab, product.shop.handle, "Ines Buyer");
      await press(sheet.getByRole("button", { name: "Refund" }));
      const dialog = tab.getByRole("dialog", { name: "Refund" });
      await dialog.getByText("A part of it").click();
      await dialog.getByLabel("Amount in USD").fill("5");
      expect(await dialog.getByRole("radio", { name: /^Access stays/ }).isChecked()).toBe(true);
      return dialog.getByRole("button", { name: "Refund $5" });
    };
    const [first, second] = [await open(page), await open(other)];
    await first.click();
    await page.getByText("$5 refunded to Ines Buyer").waitFor();
    expectComplaint(/\/refund: .*status of 409/);
    await second.click();
    await other.getByText("Money has gone back meanwhile.").waitFor();
    await other.getByText("Up to $14.").waitFor();
    const dialog = other.getByRole("dialog", { name: "Refund" });
    await dialog.getByLabel("Amount in USD").fill("15");
    await dialog.getByRole("button", { name: "Refund", exact: true }).click();
    await dialog.getByText("Give an amount above nothing, up to $14.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await other.getByRole("dialog", { name: "Ines Buyer" }).getByText("Partly refunded").waitFor();
  });
});
