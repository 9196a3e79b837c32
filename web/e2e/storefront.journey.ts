import { describe, expect, it } from "vitest";
import { openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { tabTo } from "./world/keyboard.ts";
import { untilAlive } from "./world/press.ts";

const { visit } = useBrowser();

describe.each(WIDTHS)("a storefront at %d px", (width) => {
  it("is arranged in sections, by keyboard alone, and a second tab writes over nothing", async () => {
    const shop = await openShop();
    for (const title of ["Atlas", "Compass", "Sextant"]) await sell(shop, { title });
    const owner = await visit({ width, as: shop.owner });
    const { page } = owner;
    const other = await owner.context.newPage();
    for (const tab of [page, other]) {
      await tab.goto(`/studio/${shop.handle}/settings`);
      await untilAlive(tab.getByRole("button", { name: "Add section" }));
    }

    await page.getByRole("button", { name: "Add section" }).press("Enter");
    await page.keyboard.type("Later");
    await page.getByLabel("Add a product to Later").selectOption({ label: "Sextant" });
    await page.getByRole("button", { name: "Add section" }).press("Enter");
    await page.keyboard.type("Begin here");
    await page.getByLabel("Add a product to Begin here").selectOption({ label: "Atlas" });
    await page.getByLabel("Add a product to Begin here").selectOption({ label: "Compass" });
    await tabTo(page, page.getByRole("button", { name: "Move Compass, 2 of 2" }));
    await page.keyboard.press("ArrowUp");
    await page.getByText("Compass: now 1 of 2").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Move Begin here, 2 of 2" }).press("ArrowUp");
    await page.getByText("Begin here: now 1 of 2").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Take Sextant out of Later" }).press("Enter");
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 800 });
    await page.getByRole("button", { name: "Save sections" }).press("Enter");
    await page.getByText("Sections saved").waitFor();

    owner.expectComplaint(/\/storefront: .*status of 409/);
    await other.getByRole("button", { name: "Add section" }).press("Enter");
    await other.keyboard.type("From the second tab");
    await other.getByRole("button", { name: "Save sections" }).press("Enter");
    await other.getByRole("button", { name: "Show what is saved" }).press("Enter");
    await other.getByRole("button", { name: "Move Begin here, 1 of 2" }).waitFor();

    const visitor = (await visit({ width })).page;
    await visitor.goto(`/@${shop.handle}`);
    await visitor.getByRole("heading", { name: "Begin here" }).waitFor();
    // A section without anything on sale is not shown.
    expect(await visitor.getByRole("heading", { level: 2 }).allInnerTexts()).toEqual(["Begin here", "More"]);
    expect(await titlesIn("Begin here")).toEqual(["Compass", "Atlas"]);
    expect(await titlesIn("More products")).toEqual(["Sextant"]);
    expect(await accessProblems(visitor)).toEqual([]);

    async function titlesIn(name: string): Promise<string[]> {
      const cards = visitor.getByRole("region", { name }).getByRole("listitem").getByRole("link");
      const texts = await cards.allInnerTexts();
      return texts.map(
        (text) => ["Atlas", "Compass", "Sextant"].find((title) => text.includes(title)) ?? text,
      );
    }
  });
});
