import { describe, expect, it } from "vitest";
import { signUp } from "../../acceptance/world/people.ts";
import { NARROW, useBrowser } from "./world/browser.ts";

const { visit } = useBrowser();

describe.each(NARROW)("without a network at %d px", (width) => {
  it("says so at the address that was asked for, keeps nothing else, and comes back", async () => {
    const { page, context, expectComplaint } = await visit({ width, as: await signUp("Noor Traveller") });
    expectComplaint(/net::ERR_INTERNET_DISCONNECTED/);
    await page.goto("/");
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await page.goto("/library");
    await context.setOffline(true);

    await page.goto("/library?sort=title");
    await page.getByRole("heading", { name: "There is no connection" }).waitFor();
    expect(new URL(page.url()).search).toBe("?sort=title");
    expect(await page.getByRole("button", { name: "Account menu" }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Sign up" }).count()).toBe(0);
    expect(await page.evaluate(() => document.fonts.check("16px sans-serif"))).toBe(true);
    expect(await page.locator("body").evaluate((body) => getComputedStyle(body).display)).toBe("flex");
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(
      kept.filter((path) => path !== "/offline" && !/^\/_next\/static\/.*\.(css|woff2)$/.test(path)),
    ).toEqual([]);

    await context.setOffline(false);
    await page.getByRole("link", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Library", level: 1 }).waitFor();
    expect(new URL(page.url()).search).toBe("?sort=title");
  });
});
