import { describe, expect, it } from "vitest";
import { signUp } from "../../acceptance/world/people.ts";
import { openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { addCovers } from "./world/covers.ts";
import { writePost } from "./world/posts.ts";
import { untilAlive } from "./world/press.ts";

const { visit } = useBrowser();

describe("a creator for adults", () => {
  it("says so in the studio; visitors are asked once, also without scripts, before anything is shown", async () => {
    const shop = await openShop();
    const product = await sell(shop, { title: "Nightshade drawings" });
    await addCovers(product, ["#336699"]);
    const postId = await writePost(shop, {
      title: "At night",
      body: "Words",
      visibility: "free",
      isPublic: true,
    });
    const pages = [
      `/@${shop.handle}`,
      `/@${shop.handle}/membership`,
      `/p/${product.slug}`,
      `/posts/${postId}`,
    ];

    const owner = await visit({ as: shop.owner });
    await owner.page.goto(`/studio/${shop.handle}/settings`);
    const box = owner.page.getByRole("checkbox", { name: /^What I show is for adults/ });
    await untilAlive(box);
    expect(await (await visit()).page.goto(pages[0]!).then((answer) => answer?.text())).toContain(
      "Nightshade",
    );
    await box.check();
    await owner.page.getByRole("button", { name: "Save age notice" }).click();
    await owner.page.getByText("Saved").waitFor();

    const { page } = await visit({ width: 360, plain: true });
    const notice = page.getByRole("heading", { name: "This page is for adults", level: 1 });
    for (const path of pages) {
      const answer = await page.goto(path);
      await notice.waitFor();
      expect(await answer!.text()).not.toMatch(/api\/v1\/(views|images)|\/images\//);
    }
    await page.goto("/?query=nightshade");
    expect(await page.getByRole("link", { name: /Nightshade/ }).count()).toBe(0);
    await page.goto(`/p/${product.slug}`);
    await page.getByRole("button", { name: "I am 18 or older" }).click();
    await page.getByRole("heading", { name: "Nightshade drawings", level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/p/${product.slug}`);
    await page.goto("/?query=nightshade");
    await page
      .getByRole("link", { name: /Nightshade/ })
      .first()
      .waitFor();

    // Who runs it is not asked, everybody else is, signed in or not.
    await owner.page.goto(pages[3]!);
    await owner.page.getByRole("heading", { name: "At night", level: 1 }).waitFor();
    const other = await visit({ as: await signUp("Noor Fan") });
    await other.page.goto(pages[3]!);
    await other.page.getByRole("heading", { name: "This page is for adults", level: 1 }).waitFor();
    expect(await accessProblems(other.page)).toEqual([]);
  });
});
