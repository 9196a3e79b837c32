import { describe, expect, it } from "vitest";
import { PASSWORD, signUp } from "../../acceptance/world/people.ts";
import { openShop, sell } from "../../acceptance/world/shop.ts";
import { NARROW, useBrowser } from "./world/browser.ts";
import { saveNext } from "./world/downloads.ts";
import { payByCard, waitUntilPaid } from "./world/paying.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(NARROW)("without scripts at %d px", (width) => {
  it("signs in, buys, pays and downloads", async () => {
    const buyer = await signUp("Noor Buyer");
    const product = await sell(await openShop(), { fileName: FILE, amount: 1900 });
    const { page } = await visit({ width, plain: true });
    await page.goto(`/p/${product.slug}`);
    await page.getByRole("link", { name: "Buy for $19" }).click();

    await page.getByLabel("E-mail").fill(buyer.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("E-mail or password is not right.").waitFor();
    await page.getByLabel("E-mail").fill(buyer.email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();

    await page.getByRole("button", { name: "Buy for $19" }).click();
    await payByCard(page);
    await waitUntilPaid(page);
    const download = page.getByRole("button", { name: `Download ${FILE}` });
    expect(await saveNext(page, () => download.click())).toMatchObject({
      name: FILE,
      sha256: product.sha256,
    });
    await page.getByRole("link", { name: "View content" }).click();
    expect((await saveNext(page, () => download.click())).sha256).toBe(product.sha256);
  });
});
