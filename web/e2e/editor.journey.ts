import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import {
  type ForSale,
  openShop,
  paidBytes,
  type Shop,
  sell,
  uploadFile,
} from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser, type Visit, WIDTHS, type Width } from "./world/browser.ts";
import { tabTo } from "./world/keyboard.ts";
import { type NetworkLink, openNetworkLink } from "./world/network-link.ts";
import { press, untilAlive } from "./world/press.ts";
import { dropFiles, openPart, waitForFile, waitForState } from "./world/studio.ts";

const { visit } = useBrowser();

describe.each(WIDTHS)("writing about a product at %d px", (width) => {
  let shop: Shop;
  let link: NetworkLink;

  beforeAll(async () => {
    shop = await openShop();
    link = await openNetworkLink();
  });
  afterAll(() => link.close());

  it("is saved by itself and is there after a reload", async () => {
    const draft = await sell(shop, { title: "First title", publish: false });
    const { page } = await openEditor(draft, width);
    await page.getByLabel("Title").fill("Second title");
    await page.getByLabel("Price").fill("not a price");
    await waitForState(page, "Saved, but for one field");
    await page.getByText("An amount such as 19 or 19.50 USD; 0 is free.").waitFor();
    await page.reload();
    await untilAlive(page.getByLabel("Title"));
    expect(await page.getByLabel("Title").inputValue()).toBe("Second title");
    // What could not be saved is back as well, and still marked.
    await page.getByText("Your unsaved text is back").waitFor();
    expect(await page.getByLabel("Price").inputValue()).toBe("not a price");
    await page.getByRole("button", { name: "Go back to the saved text" }).click();
    await waitForState(page, "Saved");
    expect(await page.getByLabel("Price").inputValue()).toBe("19");
  });

  it("is kept while the line is down, whether the page closes or not", async () => {
    const draft = await sell(shop, { title: "Before the tunnel", publish: false });
    const { page, context, expectComplaint } = await openEditor(draft, width, link);
    expectComplaint(/net::ERR_/);
    link.breakOff();
    await page.getByLabel("Title").fill("In the tunnel");
    await waitForState(page, "Not saved: no connection, will retry");
    await page.close();
    link.mend();
    const again = await context.newPage();
    await again.goto(editorOf(draft));
    // Either the text kept in the browser is brought back, or the last try of the closed page got through once the line was up.
    await until(
      () => titleOf(draft),
      (title) => title === "In the tunnel",
    );
    expect(await again.getByLabel("Title").inputValue()).toBe("In the tunnel");
  });

  it("for sale waits until it is published, and the preview shows it meanwhile", async () => {
    const product = await sell(shop, { title: "On the shelf" });
    const { page } = await openEditor(product, width);
    await page.getByLabel("Title").fill("On the shelf, new edition");
    await waitForState(page, "Saved, not published");
    expect(await titleOf(product)).toBe("On the shelf");
    if (width === 360) await press(page.getByRole("button", { name: "Preview" }));
    await page.getByRole("region", { name: "Preview of the page" }).getByText("new edition").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 900 });
    await page.getByRole("button", { name: "Publish changes" }).click();
    await page.getByRole("link", { name: "View page" }).waitFor();
    expect(await titleOf(product)).toBe("On the shelf, new edition");

    if (width === 360) await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Title").fill("A mistake");
    await waitForState(page, "Saved, not published");
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByRole("link", { name: "View page" }).waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("On the shelf, new edition");
  });

  it("in two tabs joins what differs and asks about what clashes", async () => {
    const draft = await sell(shop, { title: "One title", publish: false });
    const { page, context, expectComplaint } = await openEditor(draft, width);
    expectComplaint(/status of 409/);
    const other = await context.newPage();
    await other.goto(editorOf(draft));
    await untilAlive(other.getByLabel("Title"));

    await other.getByLabel("Description").fill("From the other tab");
    await waitForState(other, "Saved");
    await page.getByLabel("Tags").fill("joined");
    await waitForState(page, "Saved");
    expect(await page.getByLabel("Description").inputValue()).toBe("From the other tab");

    await other.getByLabel("Title").fill("Other title");
    await until(
      () => titleOf(draft),
      (title) => title === "Other title",
    );
    await page.getByLabel("Title").fill("My title");
    await waitForState(page, "Somebody else changed this");
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 900 });
    expect(await titleOf(draft)).toBe("Other title");
    await page.getByRole("button", { name: "Keep what is here" }).click();
    await waitForState(page, "Saved");
    expect(await titleOf(draft)).toBe("My title");
  });

  it("shows what is missing before it is published, and leads there", async () => {
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "Without files",
      price: { amount: 500, currency: "usd" },
    });
    const { page } = await visit({ as: shop.owner, width });
    await page.goto(`/studio/${shop.handle}/products/${id}`);
    await press(page.getByRole("button", { name: "Publish", exact: true }));
    await page.getByRole("status").getByRole("button", { name: "At least one file" }).click();
    await page.getByRole("button", { name: "Add files" }).waitFor();
    await dropFiles(page, [{ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") }]);
    await waitForFile(page, "a.txt");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("link", { name: "View page" }).waitFor();
  });

  it("a copy begins as a draft with the same files", async () => {
    const product = await sell(shop, { title: "To be copied" });
    const { page } = await openEditor(product, width);
    await openPart(page, "Share");
    await page.getByRole("button", { name: "Duplicate" }).click();
    await page.getByRole("heading", { name: "Copy of To be copied", level: 1 }).waitFor();
    await openPart(page, "Content");
    await waitForFile(page, "guide.pdf");
  });

  async function openEditor(product: ForSale, at: Width, over?: NetworkLink): Promise<Visit> {
    const opened = await visit({ as: shop.owner, width: at, ...(over ? { link: over } : {}) });
    await opened.page.goto(editorOf(product));
    await untilAlive(opened.page.getByLabel("Title"));
    return opened;
  }
});

describe.each(WIDTHS)("files of a product at %d px", (width) => {
  const names = ["a.txt", "b.txt", "c.txt"];
  let shop: Shop;
  let page: Page;
  let productId: string;

  async function open(): Promise<void> {
    shop = await openShop();
    const fileIds = [];
    for (const name of names) fileIds.push(await uploadFile(shop, paidBytes(300), { name }));
    ({ id: productId } = await shop.owner.json<{ id: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "In order",
      price: { amount: 500, currency: "usd" },
      fileIds,
    }));
    ({ page } = await visit({ as: shop.owner, width }));
    await page.goto(`/studio/${shop.handle}/products/${productId}#content`);
    await openPart(page, "Content");
  }

  it("are put in order, renamed, taken out and brought back by keyboard alone", async () => {
    await open();
    await tabTo(page, page.getByRole("button", { name: "Move a.txt, 1 of 3" }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.getByText("a.txt: now 3 of 3").waitFor({ state: "attached" });
    await inOrder(["b.txt", "c.txt", "a.txt"]);
    // The focus went along.
    await page.keyboard.press("Home");
    await inOrder(["a.txt", "b.txt", "c.txt"]);

    await tabTo(page, page.getByRole("button", { name: "More for b.txt" }));
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
    const field = page.getByRole("textbox", { name: "New name of b.txt" });
    await tabTo(page, field);
    await field.fill("better.txt");
    await page.keyboard.press("Enter");
    await waitForFile(page, "better.txt");
    await inOrder(["a.txt", "better.txt", "c.txt"]);

    await page.getByRole("button", { name: "More for a.txt" }).press("Enter");
    await page.getByRole("menuitem", { name: "Remove" }).press("Enter");
    await inOrder(["better.txt", "c.txt"]);
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await inOrder(["a.txt", "better.txt", "c.txt"]);
    expect(await accessProblems(page)).toEqual([]);
  });

  it("come many at once", async () => {
    await open();
    const many = Array.from({ length: 60 }, (_, index) => ({
      name: `part ${index + 1}.bin`,
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(2000, index),
    }));
    await dropFiles(page, many);
    await page
      .getByText("60 files added. Everything has arrived; you can close this tab.")
      .waitFor({ timeout: 45_000 });
    expect(await count()).toBe(63);
  });

  async function inOrder(expected: string[]): Promise<void> {
    const stored = await until(fileNames, (found) => found.join() === expected.join());
    expect(stored).toEqual(expected);
  }
  async function fileNames(): Promise<string[]> {
    const rows = await sql<{ name: string }>(
      `select f.name from product_files p join files f on f.id = p.file_id where p.product_id = $1 order by p.position`,
      [productId],
    );
    return rows.map(({ name }) => name);
  }
  const count = async () => (await fileNames()).length;
});

const editorOf = ({ shop, productId }: ForSale) => `/studio/${shop.handle}/products/${productId}`;

async function titleOf({ productId }: ForSale): Promise<string | undefined> {
  return (await sql<{ title: string }>("select title from products where id = $1", [productId]))[0]?.title;
}
