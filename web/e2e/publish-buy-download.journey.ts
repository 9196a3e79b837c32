import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../acceptance/world/database.ts";
import { sha256 } from "../../acceptance/world/shop.ts";
import { signUpHere } from "./world/account.ts";
import { useBrowser, type Visit, WIDTHS } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { type NetworkLink, openNetworkLink } from "./world/network-link.ts";
import { payByCard, startBuying, waitUntilPaid } from "./world/paying.ts";
import {
  type Chosen,
  chooseFile,
  draftProduct,
  dropFiles,
  openPart,
  openStorefront,
  waitForFile,
  waitForState,
} from "./world/studio.ts";

const MIB = 1024 * 1024;
const { visit } = useBrowser();

describe.each(WIDTHS)("publish, buy, download at %d px", (width) => {
  const stamp = randomBytes(4).toString("hex");
  const title = `Field guide ${stamp}`;
  // More than the sockets on the way can hold, so that what is sent has arrived.
  const book = made("field guide.pdf", "application/pdf", 24 * MIB + 3);
  const notes = made("notes.txt", "text/plain", 900);
  let link: NetworkLink;

  beforeAll(async () => {
    link = await openNetworkLink();
  });
  afterAll(async () => {
    await link.close();
  });

  it("a newcomer sells what a stranger finds, pays and gets byte for byte", async () => {
    const seller = await visit({ width, link });
    await becomeCreator(seller);
    await draftProduct(seller.page, title, "12.50");
    // What Chromium writes when a line breaks, and when it sends the same part again of its own accord.
    seller.expectComplaint(/\/api\/v1\/uploads\/.*(net::ERR_|status of 409)/);
    await uploadOverABrokenLine(seller.page, link);
    await chooseFile(seller.page, "Add files", notes);
    await waitForFile(seller.page, notes.name);
    await describeAndPublish(seller.page);

    const buyer = await visit({ width });
    await findBySearch(buyer.page);
    await signUpToBuy(buyer.page);
    await startBuying(buyer.page, "$12.50");
    await payByCard(buyer.page);
    await waitUntilPaid(buyer.page);
    expect(await downloadHere(buyer.page, book.name)).toMatchObject({
      name: book.name,
      sha256: sha256(book.buffer),
    });

    await buyer.page.getByRole("link", { name: "View content" }).click();
    await buyer.page.getByRole("heading", { name: title, level: 1 }).waitFor();
    expect(await downloadHere(buyer.page, notes.name)).toMatchObject({
      name: notes.name,
      sha256: sha256(notes.buffer),
    });
  });

  async function becomeCreator(seller: Visit): Promise<void> {
    const { page } = seller;
    // Not from the marketplace, whose foot moves on while more products come.
    await page.goto("/help");
    await page.getByRole("link", { name: "Sell your work" }).click();
    await page.getByRole("link", { name: "Create an account" }).click();
    await signUpHere(page, "Mira Maker", `mira.${stamp}@example.org`);
    await openStorefront(seller, "Mira Makes", `mira_${stamp}`);
  }

  /** Dropped into the page, cut off in the middle: it goes on by itself, and only the missing part is sent again. */
  async function uploadOverABrokenLine(page: Page, link: NetworkLink): Promise<void> {
    const offsets: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH" && request.url().includes("/uploads/"))
        offsets.push(Number(request.headers()["upload-offset"]));
    });
    link.pace(8 * MIB);
    await dropFiles(page, [book]);
    const bar = page.getByRole("progressbar", { name: `Upload of ${book.name}` });
    const sent = await until(
      async () => Number(await bar.getAttribute("value")),
      (part) => part > 0.5,
    );
    expect(sent).toBeLessThan(1);
    link.breakOff();
    link.pace(0);
    link.mend();
    await waitForFile(page, book.name);
    expect(offsets[0]).toBe(0);
    expect(offsets.at(-1)).toBeGreaterThan(0);
  }

  async function describeAndPublish(page: Page): Promise<void> {
    await openPart(page, "Product");
    await page.getByLabel("Description").fill("# Birds\n\nForty of them, *drawn by hand*.");
    await waitForState(page, "Saved");
    const picture = await page.screenshot();
    await chooseFile(page, "Add picture", { name: "cover.png", mimeType: "image/png", buffer: picture });
    await page.getByLabel("What picture 1 shows").fill("The first page");
    await page.keyboard.press("Enter");
    await page.getByRole("main").getByRole("img", { name: "The first page" }).first().waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("link", { name: "View page" }).waitFor();
  }

  async function findBySearch(page: Page): Promise<void> {
    await page.goto("/");
    await page.getByRole("searchbox", { name: "Search products" }).fill(stamp);
    await page.keyboard.press("Enter");
    await page.getByRole("main").getByRole("link", { name: title }).click();
    await page.getByRole("heading", { name: title, level: 1 }).waitFor();
    expect(await page.getByText("Forty of them").isVisible()).toBe(true);
  }

  async function signUpToBuy(page: Page): Promise<void> {
    await page.getByRole("link", { name: "Buy for $12.50" }).click();
    await page.getByRole("link", { name: "Create an account" }).click();
    await signUpHere(page, "Noor Buyer", `noor.${stamp}@example.org`);
    await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  }
});

function made(name: string, mimeType: string, size: number): Chosen {
  return { name, mimeType, buffer: randomBytes(size) };
}
