import { describe, expect, it } from "vitest";
import { signUp } from "../../acceptance/world/people.ts";
import { buy, openShop, sell } from "../../acceptance/world/shop.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { press } from "./world/press.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(WIDTHS)("a refund at %d px", (width) => {
  it("closes the open page, the library and an old link at once", async () => {
    const person = await signUp("Noor Buyer");
    const product = await sell(await openShop(), { fileName: FILE, amount: 1900 });
    await buy(person, product);
    const buyer = await visit({ width, as: person });
    await buyer.page.goto(`/library/${product.slug}`);
    const { url, sha256 } = await downloadHere(buyer.page, FILE);
    expect(sha256).toBe(product.sha256);

    const seller = await visit({ width, as: product.shop.owner });
    await seller.page.goto(`/studio/${product.shop.handle}/sales`);
    await press(seller.page.getByRole("button", { name: "Refund Noor Buyer" }));
    const dialog = seller.page.getByRole("dialog", { name: "Refund" });
    expect(await dialog.getByRole("radio", { name: "All of it, $19" }).isChecked()).toBe(true);
    expect(await dialog.getByRole("radio", { name: /^Access ends/ }).isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Refund" }).click();
    await seller.page.getByText("$19 refunded to Noor Buyer").waitFor();
    await seller.page.getByRole("cell", { name: "Refunded" }).first().waitFor();

    // The answer to a page that does not know yet.
    buyer.expectComplaint(/\/(downloads|denied\?.*): .*status of 403/);
    await buyer.page.getByRole("button", { name: `Download ${FILE}` }).click();
    await buyer.page.getByRole("heading", { name: "Your access has ended", level: 1 }).waitFor();
    await buyer.page.goto(url);
    await buyer.page.getByRole("heading", { name: "Your access has ended", level: 1 }).waitFor();
    await buyer.page.goto(`/library/${product.slug}`);
    await buyer.page.getByText("$19 came back to you.").waitFor();
    expect(await buyer.page.getByRole("button", { name: /Download/ }).count()).toBe(0);
    await buyer.page.goto("/library");
    await buyer.page.getByText(/^Ended /).waitFor();
  });
});
