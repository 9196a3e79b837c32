import { beforeAll, describe, expect, it } from "vitest";
import { type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems, openPage } from "./world/accessible.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { addCovers } from "./world/covers.ts";
import { pressOn } from "./world/keyboard.ts";
import { untilAlive } from "./world/press.ts";

const { visit } = useBrowser();

let product: ForSale;

beforeAll(async () => {
  product = await sell(await openShop(), { title: "An atlas" });
  await addCovers(product, ["#336699", "#996633"]);
});

describe("a product's pictures", () => {
  it.each(WIDTHS)("open larger at %i px, by keys alone, and give the focus back", async (width) => {
    const { page } = await visit({ width });
    await openPage(page, `/p/${product.slug}`);
    const first = page.getByRole("link", { name: "Picture 1 of An atlas" });
    await untilAlive(first);
    await pressOn(page, first);
    const dialog = page.getByRole("dialog", { name: "Pictures of An atlas" });
    await dialog.getByText("1 of 2").waitFor();
    await page.keyboard.press("ArrowRight");
    await dialog.getByText("2 of 2").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
  });

  it("larger, for everybody", async () => {
    const { page } = await visit();
    await openPage(page, `/p/${product.slug}`);
    const first = page.getByRole("link", { name: "Picture 1 of An atlas" });
    await untilAlive(first);
    await first.click();
    await page.getByRole("dialog").getByText("1 of 2").waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });
});
