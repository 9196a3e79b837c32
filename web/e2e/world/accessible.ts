import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Rules that look at colours: the only ones that a theme can change. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Opens a page; throws when another one comes instead, such as a request to sign in. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const shown = new URL(page.url());
  if (shown.pathname + shown.search !== path) throw new Error(`${path} led to ${shown.pathname}`);
}

/**
 * What axe finds on the page as it stands, light and dark, at 1440 and 360 px, and whether it must be scrolled sideways. Empty when
 * everything is well.
 */
export async function accessProblems(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${width} px: the page is ${wide} px wide`);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      // No page here has frames that hold content; without them axe needs no second page for its work.
      const axe = new AxeBuilder({ page }).setLegacyMode(true);
      const { violations } = await (theme === "light" ? axe : axe.withRules(COLOUR_RULES)).analyze();
      for (const { id, nodes } of violations)
        found.push(
          `${width} px, ${theme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
        );
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
  return found;
}
