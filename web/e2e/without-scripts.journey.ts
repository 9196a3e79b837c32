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

it("says that there is nothing, to who is signed in and has no scripts", async () => {
  const shop = await openShop();
  const { page, expectComplaint } = await visit({ width: 360, plain: true, as: shop.owner });
  expectComplaint(/status of 404/);
  await page.goto(`/studio/${shop.handle}/products`);
  expect(await page.getByRole("heading", { name: "There is nothing here" }).count()).toBe(0);
  const nowhere = "00000000-0000-7000-8000-000000000000";
  for (const path of [
    "/studio/somebody_else",
    "/studio/somebody_else/sales",
    `/studio/${shop.handle}/products/${nowhere}`,
    `/studio/${shop.handle}/posts/${nowhere}`,
    "/library/nothing-like-it",
    `/purchases/${nowhere}`,
    `/checkout/return?purchase=${nowhere}`,
    "/memberships/return",
    `/memberships/return?subscription=${nowhere}`,
    `/posts/${nowhere}`,
    "/operations",
    "/operations/alerts",
    `/operations/users/${nowhere}`,
  ]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    await page.getByRole("heading", { level: 1, name: "There is nothing here" }).waitFor({ timeout: 5000 });
    expect(await page.getByRole("heading", { level: 1 }).count(), path).toBe(1);
  }
});
