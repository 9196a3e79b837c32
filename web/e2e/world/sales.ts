import type { Locator, Page } from "playwright-core";
import { untilAlive } from "./press.ts";

/** Opens the sheet of a buyer's only sale from the list of sales; it can be worked with. */
export async function openSale(page: Page, handle: string, buyer: string): Promise<Locator> {
  await page.goto(`/studio/${handle}/sales`);
  await page.getByRole("link", { name: buyer }).click();
  const sheet = page.getByRole("dialog", { name: buyer });
  await untilAlive(sheet.getByRole("button", { name: "Close" }));
  return sheet;
}
