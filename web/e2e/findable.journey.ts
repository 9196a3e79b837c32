import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { baseUrl } from "../../acceptance/world/installation.ts";
import { signUp, visitor } from "../../acceptance/world/people.ts";
import { openShop, sell } from "../../acceptance/world/shop.ts";
import { useBrowser } from "./world/browser.ts";

const { visit } = useBrowser();

describe("a search engine", () => {
  it("finds products and creators while they are public, in XML that parses, and loses them at once", async () => {
    const shop = await openShop();
    const title = `Ink & <b>paper</b> "${randomBytes(3).toString("hex")}"`;
    const product = await sell(shop, { title });
    const { page } = await visit();
    await page.goto("/robots.txt");
    expect(await page.textContent("body")).toContain(`Sitemap: ${baseUrl}/sitemap.xml`);

    const found = await everyAddress(page);
    expect(found).toContain(`${baseUrl}/p/${product.slug}`);
    expect(found).toContain(`${baseUrl}/@${shop.handle}`);
    for (const feed of ["/feed.xml", `/@${shop.handle}/feed.xml`])
      expect(await texts(page, feed, "entry > title")).toContain(title);

    const operator = await signUp("Shop Operator");
    await sql("update users set operator_since = now() where id = $1", [operator.userId]);
    await operator.json("POST", `/api/v1/operations/creators/${shop.creatorId}/suspend`, {
      reason: "Looking into it.",
    });
    const left = await everyAddress(page);
    expect(left).not.toContain(`${baseUrl}/p/${product.slug}`);
    expect(left).not.toContain(`${baseUrl}/@${shop.handle}`);
    expect(await texts(page, "/feed.xml", "entry > title")).not.toContain(title);
    for (const gone of [
      `/@${shop.handle}/feed.xml`,
      `/p/${product.slug}`,
      `/cards/product/${product.slug}/x`,
    ])
      expect((await visitor().fetch(gone)).status, gone).toBe(404);
  });

  it("reads on a product's page what it is, what it costs and how to picture it", async () => {
    const shop = await openShop();
    const title = `</script><script>alert(1)</script> ${randomBytes(3).toString("hex")}`;
    const product = await sell(shop, { title });
    const { page } = await visit();
    await page.goto(`/p/${product.slug}?from=elsewhere`);
    const attribute = (selector: string, name: string) => page.locator(selector).getAttribute(name);
    expect(await attribute('link[rel="canonical"]', "href")).toBe(`${baseUrl}/p/${product.slug}`);
    expect(await attribute('meta[property="og:title"]', "content")).toBe(title);
    const facts = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
    expect(facts["@graph"][0]).toMatchObject({
      name: title,
      offers: { price: "19.00", priceCurrency: "USD" },
    });

    const picture = (await attribute('meta[property="og:image"]', "content")) ?? "";
    expect(await attribute('meta[name="twitter:image"]', "content")).toBe(picture);
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, picture);
    expect(size).toEqual([1200, 630]);
    const guessed = await visitor().fetch(`/cards/product/${product.slug}/guessed`, { redirect: "manual" });
    expect([guessed.status, guessed.headers.get("location")]).toEqual([307, new URL(picture).pathname]);
  });

  it("is told to leave out what is private", async () => {
    for (const path of [
      "/library",
      "/account",
      "/studio",
      "/operations",
      "/sign-in",
      "/sign-up",
      "/denied",
      "/checkout/return",
    ])
      expect((await visitor().fetch(path, { redirect: "manual" })).headers.get("x-robots-tag"), path).toBe(
        "noindex",
      );
    for (const path of ["/", `/@${(await openShop()).handle}`])
      expect((await visitor().fetch(path)).headers.get("x-robots-tag"), path).toBeNull();
  });
});

/** All addresses that the sitemaps hold. */
async function everyAddress(page: Page): Promise<string[]> {
  const maps = await texts(page, "/sitemap.xml", "sitemap > loc");
  return (await Promise.all(maps.map((map) => texts(page, new URL(map).pathname, "url > loc")))).flat();
}

/** What stands in the elements of an XML document, by Chromium's own parser; throws where it is no XML. */
async function texts(page: Page, path: string, selector: string): Promise<string[]> {
  return page.evaluate(
    async ([path, selector]) => {
      const text = await (await fetch(path!, { cache: "no-store" })).text();
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      const problem = parsed.querySelector("parsererror");
      if (problem) throw new Error(`${path}: ${problem.textContent}`);
      return [...parsed.querySelectorAll(selector!)].map((element) => element.textContent ?? "");
    },
    [path, selector],
  );
}
