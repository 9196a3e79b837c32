import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { signUp } from "../../acceptance/world/people.ts";
import { buy, openShop, sell } from "../../acceptance/world/shop.ts";
import { signInHere } from "./world/account.ts";
import { NARROW, useBrowser, type Visit } from "./world/browser.ts";
import { downloadHere, saveNext } from "./world/downloads.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(NARROW)("a shared link at %d px", (width) => {
  it("opens for its buyer again, and for nobody else", async () => {
    const buyer = await signUp("Noor Buyer");
    const title = `Field guide ${width}`;
    const product = await sell(await openShop(), { title, fileName: FILE });
    await buy(buyer, product);

    const home = await visit({ width, as: buyer });
    await home.page.goto(`/library/${product.slug}`);
    const { url, sha256 } = await downloadHere(home.page, FILE);
    expect(sha256).toBe(product.sha256);
    expect(await saveNext(home.page, () => follow(home.page, url))).toMatchObject({ sha256: product.sha256 });

    const stranger = await visit({ width, as: await signUp("Sam Stranger") });
    await expectClosed(stranger, url, "This link was made for somebody else", 403);
    expect(await stranger.page.getByText("Download links work only for the person").isVisible()).toBe(true);
    expect(await stranger.page.getByRole("button", { name: "Use another account" }).isVisible()).toBe(true);

    const visitor = await visit({ width });
    await expectClosed(visitor, url, "Sign in as the buyer", 401);
    await visitor.page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await signInHere(visitor.page, buyer.email);
    await visitor.page.getByRole("main").getByRole("link", { name: title }).click();
    expect((await downloadHere(visitor.page, FILE)).sha256).toBe(product.sha256);
  });
});

/** The page of a refusal, and not a byte. */
async function expectClosed(
  { page, expectComplaint }: Visit,
  url: string,
  title: string,
  status: number,
): Promise<void> {
  expectComplaint(new RegExp(`/denied\\?.*: .*status of ${status}`));
  let downloads = 0;
  page.on("download", () => {
    downloads += 1;
  });
  expect((await page.goto(url))?.status()).toBe(status);
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  expect(downloads).toBe(0);
}

/** Chromium calls a visit that turns into a download aborted. */
async function follow(page: Page, url: string): Promise<void> {
  await page.goto(url).catch((error: Error) => {
    if (!/Download is starting|ERR_ABORTED/.test(error.message)) throw error;
  });
}
