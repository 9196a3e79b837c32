import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { useBrowser, WIDTHS, type Width } from "./world/browser.ts";
import { type FullShop, openFullShop } from "./world/full-shop.ts";
import { press, untilAlive } from "./world/press.ts";

const { visit } = useBrowser();
let full: FullShop;

beforeAll(async () => {
  full = await openFullShop();
});

const products = (page: Page) =>
  page.getByRole("main").getByRole("link", { name: new RegExp(`^${full.stamp}`) });
const found = (page: Page, count: number) =>
  page
    .getByRole("status")
    .filter({ hasText: new RegExp(`^${count} products?$`) })
    .waitFor();
const address = (page: Page) => new URL(page.url()).searchParams;
/** The state of a list's first page is enough of an anchor; what is near it is what people saw. */
const inSight = (target: Locator) =>
  target.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });

describe.each(WIDTHS)("the marketplace at %d px", (width) => {
  it("narrows by file type and price, says how many, and Back undoes it", async () => {
    const { page } = await visit({ width });
    await page.goto(`/?tag=${full.stamp}`);
    await found(page, 61);
    await choose(page, width, "checkbox", /^Fonts/, 20);
    expect(address(page).getAll("kind")).toEqual(["font"]);
    await choose(page, width, "checkbox", /^Audio/, 40);
    await choose(page, width, "radio", /^Under \$10/, 20);
    expect(address(page).get("price")).toBe("-10");

    await page.getByRole("link", { name: "Remove filter: Audio" }).click();
    await found(page, 10);
    await page.goBack();
    await found(page, 20);
    await page.reload();
    await found(page, 20);
    await openFilters(page, width);
    expect(await page.getByRole("checkbox", { name: /^Audio/ }).isChecked()).toBe(true);
    await page.getByRole("checkbox", { name: /^Audio/ }).uncheck();
    await found(page, 10);
    await page.goBack();
    await found(page, 20);
    // The boxes follow the address.
    await openFilters(page, width);
    expect(await page.getByRole("checkbox", { name: /^Audio/ }).isChecked()).toBe(true);
    await closeFilters(page, width);
    await page.getByRole("link", { name: "Clear all" }).click();
    await page.waitForURL((url) => url.search === "");
  });

  it("loads on while scrolling and keeps the place on Back and reload", async () => {
    const { page } = await visit({ width });
    await page.goto(`/?tag=${full.stamp}`);
    await untilAlive(page.getByRole("link", { name: "Show more" }));
    expect(await products(page).count()).toBe(24);
    while ((await products(page).count()) < full.count) {
      await page.mouse.wheel(0, 2000);
      await page.waitForTimeout(50);
    }
    const far = products(page).nth(45);
    const name = await far.innerText();
    await far.scrollIntoViewIfNeeded();
    await far.click();
    await page.waitForURL(/\/p\//);
    await page.goBack();
    for (const again of [false, true]) {
      if (again) await page.reload();
      await products(page).nth(60).waitFor({ state: "attached" });
      expect(await products(page).count()).toBe(full.count);
      expect(await products(page).nth(45).innerText()).toBe(name);
      await expect.poll(() => inSight(products(page).nth(45))).toBe(true);
    }
  });

  it("asks after three pages, so that the foot is reached; then goes on where somebody pressed", async () => {
    const { page } = await visit({ width });
    // Shorter pages than a visitor gets make the list long enough.
    await page.route(/api\/v1\/products\?/, (route) =>
      route.continue({
        url: `${route
          .request()
          .url()
          .replace(/&limit=\d+/, "")}&limit=5`,
      }),
    );
    await page.goto(`/?tag=${full.stamp}`);
    const button = page.getByRole("link", { name: "Show more" });
    await untilAlive(button);
    const foot = page.getByRole("contentinfo").getByRole("link").last();
    while ((await products(page).count()) < 39) await foot.scrollIntoViewIfNeeded();
    for (const _ of ["at once", "coming back"]) {
      await button.waitFor();
      await foot.scrollIntoViewIfNeeded();
      await foot.hover();
      expect([await products(page).count(), await inSight(foot)]).toEqual([39, true]);
      await page.reload();
      await products(page).nth(38).waitFor({ state: "attached" });
    }
    await untilAlive(button);
    await button.focus();
    await page.keyboard.press("Enter");
    const first = products(page).nth(39);
    await expect.poll(() => first.evaluate((link) => link === document.activeElement)).toBe(true);
    await page
      .getByRole("status")
      .filter({ hasText: /more products shown/ })
      .waitFor({ state: "attached" });
  });

  it("finds while typing, by keyboard alone", async () => {
    const { page } = await visit({ width });
    await page.goto("/");
    const field = page.getByRole("searchbox", { name: "Search products" });
    await untilAlive(field);
    await field.pressSequentially(`${full.stamp} genu`, { delay: 20 });
    const first = page.getByRole("list", { name: "Products found" }).getByRole("link").first();
    await first.waitFor();
    await page.getByRole("status").filter({ hasText: "1 found for" }).waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    expect(await first.count()).toBe(0);
    await page.keyboard.type("i");
    await first.waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: `${full.stamp} genuine` }).waitFor();
    await field.fill(full.stamp);
    await page.keyboard.press("Enter");
    await found(page, 61);
    expect(await field.inputValue()).toBe(full.stamp);
  });

  it("does all of it without scripts", async () => {
    const { page } = await visit({ width, plain: true });
    await page.goto("/");
    await page.getByRole("searchbox", { name: "Search products" }).fill(full.stamp);
    await page.keyboard.press("Enter");
    await found(page, 61);
    await openFilters(page, width);
    await page.getByRole("checkbox", { name: /^Documents/ }).check();
    await page.getByRole("checkbox", { name: /^Fonts/ }).check();
    await page.getByRole("button", { name: /^Show .*products/ }).click();
    await found(page, 40);
    await page.getByRole("combobox", { name: "Sort" }).selectOption("price_asc");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL(/sort=price_asc/);
    await page.getByRole("link", { name: "Show more" }).click();
    await page.getByRole("link", { name: "Back to the first page" }).waitFor();
    expect(await products(page).count()).toBe(16);
    await page.getByRole("link", { name: "Remove filter: Fonts" }).click();
    await found(page, 20);
  });
});

async function openFilters(page: Page, width: Width): Promise<void> {
  const opener = page.getByRole("button", { name: /^Filters/ });
  if (width === 360 && !(await page.locator("#filters").isVisible())) await opener.click();
}

async function closeFilters(page: Page, width: Width): Promise<void> {
  if (width === 360) await press(page.getByRole("button", { name: /^Show .*products/ }));
}

async function choose(page: Page, width: Width, role: "checkbox" | "radio", name: RegExp, left: number) {
  await openFilters(page, width);
  await untilAlive(page.locator("#filters"));
  await page.getByRole(role, { name }).check();
  await found(page, left);
  await closeFilters(page, width);
}
