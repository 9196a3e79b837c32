import type { Page } from "playwright-core";
import type { Visit } from "./browser.ts";
import { untilAlive } from "./press.ts";

export type Chosen = { name: string; mimeType: string; buffer: Buffer };

/** From the studio of somebody without a storefront to one with it. */
export async function openStorefront(
  { page, expectComplaint }: Visit,
  name: string,
  handle: string,
): Promise<void> {
  // A handle is free when nothing is found under it.
  expectComplaint(/\/api\/v1\/creators\/\w+: .* 404/);
  await page.getByRole("heading", { name: "Start selling" }).waitFor();
  await untilAlive(page.getByRole("button", { name: "Open my storefront" }));
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Handle").fill(handle);
  await page.getByText("is free.").waitFor();
  await page.getByRole("button", { name: "Open my storefront" }).click();
  await page.getByRole("link", { name: "New product" }).first().waitFor();
}

/** From the studio to the editor of a new draft. */
export async function draftProduct(page: Page, title: string, price: string): Promise<void> {
  await page.getByRole("link", { name: "New product" }).first().click();
  await untilAlive(page.getByRole("button", { name: "Create draft" }));
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Price", { exact: true }).fill(price);
  await page.getByRole("button", { name: "Create draft" }).click();
  await untilAlive(page.getByRole("tab", { name: "Content" }));
}

/** Turns the editor to one of its parts. */
export async function openPart(page: Page, name: "Product" | "Content" | "Access" | "Share"): Promise<void> {
  const part = page.getByRole("tab", { name });
  await untilAlive(part);
  await part.click();
}

/** Waits for what the editor says about saving. */
export async function waitForState(page: Page, words: string): Promise<void> {
  await page.locator("[data-save-state]").getByText(words, { exact: true }).first().waitFor();
}

/** Drops files from outside onto the page, as a person drags them from a folder. */
export async function dropFiles(page: Page, files: Chosen[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (list) => {
      const carried = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        carried.items.add(new File([bytes], name, { type: mimeType, lastModified: 1 }));
      }
      return carried;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") })),
  );
  const target = page.getByRole("main");
  for (const type of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(type, { dataTransfer });
}

/** Chooses a file in the dialog that a button opens. */
export async function chooseFile(page: Page, button: string, file: Chosen): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  await chooser.setFiles(file);
}

/** Waits until a file stands in the product's list. */
export async function waitForFile(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${name}` }).waitFor({ timeout: 30_000 });
}
