import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openBrowser } from "../world/browser.ts";
import { sql, until } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp } from "../world/people.ts";
import { removeInstallation, type ServerProcess, startServer } from "../world/server-process.ts";
import { buy, type ForSale, openShop, paidBytes, sell, sha256, ticket } from "../world/shop.ts";

const MIB = 1024 * 1024;
const chromium = findChromium();
const ready = (chromium !== null || process.env.CI === "true") && isOurs;
const aloud = chromium || process.env.CI === "true" ? needsOurs : " (skipped: no Chromium on this machine)";

describe.skipIf(!ready)(`a download in Chromium (A10)${aloud}`, () => {
  let server: ServerProcess;
  let buyer: Person;
  let product: ForSale;
  let browser: { context: BrowserContext; close(): Promise<void> };
  let list: Page;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vaulture-chromium-"));
    server = await startServer();
    buyer = await signUp("Chromium Reader", server.url);
    product = await sell(await openShop(server.url), { bytes: paidBytes(24 * MIB), fileName: "large.bin" });
    await buy(buyer, product);
    browser = await openBrowser(buyer);
    list = await browser.context.newPage();
    await list.goto("chrome://downloads");
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await removeInstallation(server.dataDir);
    await rm(folder, { recursive: true, force: true });
  });

  it("is paused and resumed", async () => {
    await startSlowly();
    await press("Pause");
    const held = await received();
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(100);
    await press("Resume");
    await expectWhole();
  });

  it("is resumed after the server was killed and started, from where it was", async () => {
    await startSlowly();
    await server.kill();
    server = await startServer({ dataDir: server.dataDir, port: server.port });
    await press("Resume");
    await expectWhole();
    const ranges = await until(
      () =>
        sql<{ start: number }>(
          "select (data->>'start')::bigint as start from events where type = 'download.served' and (data->>'start')::bigint > 0",
          [],
          server.dataDir,
        ),
      (rows) => rows.length > 0,
      3000,
    );
    expect(ranges.length).toBeGreaterThan(0);
  });

  /** Starts a download at a pace that leaves time to press buttons. */
  async function startSlowly(): Promise<void> {
    const page = await browser.context.newPage();
    const session = await browser.context.newCDPSession(page);
    await session.send("Network.enable");
    const pace = { offline: false, latency: 0, downloadThroughput: 4 * MIB, uploadThroughput: -1 };
    await session.send("Network.emulateNetworkConditions", pace);
    // Into a folder of ours and under Chromium's own control, which otherwise belongs to the driver.
    await session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    for (const name of await readdir(folder)) await rm(join(folder, name));
    const { url } = await ticket(buyer, product.fileId);
    await page.goto(url).catch(() => undefined);
    await until(received, (percent) => percent > 5 && percent < 100);
  }

  /** Percent of the newest download, as its bar says. */
  async function received(): Promise<number> {
    const bar = list.locator("downloads-item").first().locator("#progress");
    return Number(await bar.getAttribute("aria-valuenow", { timeout: 5000 }).catch(() => "0"));
  }

  async function press(label: "Pause" | "Resume"): Promise<void> {
    const item = list.locator("downloads-item").first();
    const button = item.locator("#pause-or-resume");
    if (!(await button.isVisible())) await item.locator("#more-actions").click();
    await item.getByText(label, { exact: true }).click();
  }

  async function expectWhole(): Promise<void> {
    const names = await until(
      () => readdir(folder),
      (found) => found.includes("large.bin"),
      30_000,
    );
    expect(names).toEqual(["large.bin"]);
    expect(sha256(await readFile(join(folder, "large.bin")))).toBe(product.sha256);
  }
});
