import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { sha256 } from "../../../acceptance/world/shop.ts";
import { press } from "./press.ts";

export type Downloaded = { name: string; sha256: string; url: string };

/** Presses the download button of a file and waits until Chromium has saved it; answers also the link it came by. */
export async function downloadHere(page: Page, fileName: string): Promise<Downloaded> {
  return saveNext(page, () => press(page.getByRole("button", { name: `Download ${fileName}` })));
}

/** Does something that starts a download and waits until it is saved. Throws when the transfer fails. */
export async function saveNext(page: Page, start: () => Promise<unknown>): Promise<Downloaded> {
  const [download] = await Promise.all([page.waitForEvent("download"), start()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), sha256: sha256(await readFile(path)), url: download.url() };
}
