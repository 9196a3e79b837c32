import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { Visit } from "./browser.ts";

/** Each width once and each theme once: what a theme changes is colours, which are the same tokens at every width. */
const LOOKS = [
  { width: 1440, height: 900, theme: "light" },
  { width: 360, height: 740, theme: "dark" },
] as const;

/** The same browser for many pages, opened with the first of them: it has their scripts by then. */
export function once(visit: () => Promise<Visit>): () => Promise<Visit> {
  let opened: Promise<Visit> | undefined;
  return () => {
    opened ??= visit();
    return opened;
  };
}

/** Opens a page; throws when another one comes instead, such as a request to sign in. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const shown = new URL(page.url());
  if (shown.pathname + shown.search !== path) throw new Error(`${path} led to ${shown.pathname}`);
}

/**
 * What axe finds on the page as it stands, wide and light, narrow and dark, and whether it must be scrolled sideways. Empty when
 * everything is well.
 */
export async function accessProblems(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { width, height, theme } of LOOKS) {
    await page.setViewportSize({ width, height });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${width} px: the page is ${wide} px wide`);
    await page.emulateMedia({ colorScheme: theme });
    // No page here has frames that hold content; without them axe needs no second page for its work.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    for (const { id, nodes } of violations)
      found.push(`${width} px, ${theme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}
