import type { Page } from "playwright-core";
import { press } from "./press.ts";

export const CARDS = {
  pays: "4242 4242 4242 4242",
  declines: "4000 0000 0000 0002",
  lacksFunds: "4000 0000 0000 9995",
  authenticates: "4000 0025 0000 3155",
  isDisputed: "4000 0000 0000 0259",
  refundsSlowly: "4000 0000 0000 7726",
  failsRefunds: "4000 0000 0000 5126",
};

/** From a product page to the hosted payment page. */
export async function startBuying(page: Page, price: string): Promise<void> {
  await press(page.getByRole("button", { name: `Buy for ${price}` }));
  await page.getByLabel("Card number").waitFor();
}

/** Fills in the payment page that is shown and sends it. */
export async function payByCard(page: Page, number = CARDS.pays): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Valid until").fill("12/34");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: /^Pay / }).click();
}

/** Waits for the return page to say so, without touching it. */
export async function waitUntilPaid(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Paid", exact: true }).waitFor({ timeout: 30_000 });
}
