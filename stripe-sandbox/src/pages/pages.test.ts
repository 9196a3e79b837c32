import { existsSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDatabase, oneItem, type RunningSandbox, startSandbox } from "../test/harness.ts";

const executablePath = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));
if (!executablePath)
  process.stderr.write("No Chromium found: the hosted pages are not tried in a browser.\n");

describe.runIf(executablePath)("the hosted pages in a browser", () => {
  let sandbox: RunningSandbox;
  let database: Awaited<ReturnType<typeof makeDatabase>>;
  let browser: Browser;
  beforeAll(async () => {
    database = await makeDatabase();
    sandbox = await startSandbox(database.url);
    const args = ["--no-sandbox", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath: executablePath!, args });
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
    await database.drop();
  });

  /** Nothing to scroll sideways for, and nothing that stands in the way of anybody. */
  async function look(page: Page): Promise<void> {
    expect(await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")).toBe(false);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
      [],
    );
  }

  it.each([
    ["light", 360],
    ["dark", 1280],
  ] as const)(
    "lead from the order to the thanks, %s, %i wide, without a script",
    async (colorScheme, width) => {
      const back = { success_url: `${sandbox.baseUrl}/thanks`, cancel_url: `${sandbox.baseUrl}/cart` };
      const session = await sandbox.stripe.checkout.sessions.create(oneItem(back));
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const type = async (number: string, exp = "12/34", cvc = "123") => {
        await page.getByLabel("Card number").fill(number);
        await page.getByLabel("Valid until").fill(exp);
        await page.getByLabel("Security code").fill(cvc);
        await page.getByRole("button", { name: /^Pay/ }).click();
      };

      await page.goto(session.url!);
      await look(page);
      await page.getByLabel("E-mail").fill("ann@example.com");
      await type("4242 4242 4242 4241", "1", "");
      await look(page);
      expect(await page.getByLabel("Card number").getAttribute("aria-describedby")).toBe("number-error");
      await type("4000 0000 0000 0002");
      await look(page);
      expect(await page.getByRole("alert").textContent()).toContain("declined");
      await type("4000 0025 0000 3155");
      await look(page);
      await page.getByRole("button", { name: "Fail" }).click();
      expect(await page.getByLabel("E-mail").inputValue()).toBe("ann@example.com");
      await page.getByLabel(/Bank debit/).check();
      expect(await page.getByLabel("Card number").isVisible()).toBe(false);
      await page.getByLabel("Card", { exact: true }).check();
      await type("4242 4242 4242 4242");
      expect(page.url()).toBe(back.success_url);

      await page.goto(session.url!);
      await look(page);
      const gone = await sandbox.stripe.checkout.sessions.create(oneItem(back));
      await sandbox.stripe.checkout.sessions.expire(gone.id);
      await page.goto(gone.url!);
      await look(page);
      await page.getByRole("link", { name: "Back to the shop" }).click();
      expect(page.url()).toBe(back.cancel_url);

      const slow = await sandbox.stripe.checkout.sessions.create(
        oneItem({ ...back, customer_email: "bob@example.com" }),
      );
      await page.goto(slow.url!);
      await page.getByLabel(/Bank debit/).check();
      await page.getByRole("button", { name: /^Pay/ }).click();
      await page.goto(`${sandbox.baseUrl}/sandbox`);
      await look(page);
      await page.getByRole("button", { name: /^Settle/ }).click();
      expect(await page.getByRole("row", { name: "bob@example.com" }).first().textContent()).toContain(
        "Paid",
      );
      await context.close();
    },
    120_000,
  );
});
