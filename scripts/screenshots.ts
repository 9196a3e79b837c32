// `npm run screenshots`: pictures of the pages for the documentation, of a fresh installation with demo content
// (or of a running one: `npm run screenshots -- http://localhost:3000`; names after it take only those).
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import sharp from "sharp";
import { loadConfig } from "../server/src/config.ts";
import { fillDemo } from "../server/src/demo/fill-demo.ts";
import { DEMO_PASSWORD } from "../server/src/demo/sign-ins.ts";
import { startServer } from "../server/src/start-server.ts";
import { buildPages } from "./build-pages.ts";

type Who = "visitor" | "creator" | "buyer" | "operator";
type Shot = { name: string; who: Who; open: (page: Page) => Promise<unknown> };

const OUT = join(import.meta.dirname, "..", "docs", "screenshots");
const HANDLE = "studiohalden";
const EMAILS = { creator: "mira@example.com", buyer: "noor@example.com", operator: "operator@example.com" };
const SIZES = { wide: { width: 1440, height: 900 }, small: { width: 360, height: 740 } };
const THEMES = ["light", "dark"] as const;
const say = (line: string) => process.stdout.write(`${line}\n`);
const at = (path: string) => (page: Page) => page.goto(path);

const SHOTS: Shot[] = [
  { name: "marketplace", who: "visitor", open: at("/") },
  { name: "product", who: "visitor", open: at("/p/harbour-yoke-a-sweater-in-six-sizes") },
  { name: "storefront", who: "visitor", open: at("/@kumiworks") },
  { name: "posts", who: "visitor", open: at(`/@${HANDLE}/posts`) },
  { name: "membership", who: "visitor", open: at(`/@${HANDLE}/membership`) },
  { name: "sign-in", who: "visitor", open: at("/sign-in") },
  { name: "library", who: "buyer", open: at("/library") },
  { name: "content", who: "buyer", open: openContent },
  { name: "account", who: "buyer", open: at("/account") },
  { name: "studio", who: "creator", open: at(`/studio/${HANDLE}`) },
  { name: "editor", who: "creator", open: openEditor },
  { name: "sales", who: "creator", open: openSale },
  { name: "operations", who: "operator", open: at("/operations") },
];
// These change what the others show, so they come last.
const BUYING: Shot[] = [
  { name: "checkout", who: "buyer", open: openCheckout },
  { name: "paid", who: "buyer", open: pay },
];

const [given, ...wanted] = process.argv.slice(2).toSorted((a, b) => Number(isUrl(b)) - Number(isUrl(a)));
const running = given && isUrl(given) ? given.replace(/\/+$/, "") : null;
const only = new Set(running || !given ? wanted : [given, ...wanted]);
const failures: string[] = [];
const installation = running ? { url: running, end: async () => undefined } : await startDemo();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await mkdir(OUT, { recursive: true });
  if (only.size === 0) for (const file of await readdir(OUT)) await rm(join(OUT, file));
  for (const shots of [SHOTS, BUYING])
    for (const [size, viewport] of Object.entries(SIZES))
      for (const theme of THEMES) await takeAll(browser, shots, { size, viewport, theme });
} finally {
  await browser.close();
  await installation.end();
}
if (failures.length > 0) {
  process.stderr.write(`These could not be taken:\n${failures.join("\n")}\n`);
  process.exit(1);
}

function isUrl(text: string): boolean {
  return /^https?:/.test(text);
}

async function startDemo() {
  await buildPages(say);
  say("Filling a temporary installation with demo content …");
  const dataDir = await mkdtemp(join(tmpdir(), "vaulture-screenshots-"));
  // As root, the database runs as another user, who must get there.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = loadConfig({ PORT: String(port), BASE_URL: url, DATA_DIR: dataDir, SEED_DEMO: "0" });
  const pages = { dir: join(import.meta.dirname, "..", "web"), dev: false };
  const server = await startServer(config, { say: () => undefined, pages });
  const end = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  await fillDemo(server.deps, say);
  return { url, end };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function takeAll(
  chromium: Browser,
  shots: Shot[],
  {
    size,
    viewport,
    theme,
  }: { size: string; viewport: { width: number; height: number }; theme: "light" | "dark" },
): Promise<void> {
  const visits = new Map<Who, BrowserContext>();
  for (const { name, who, open } of shots) {
    if (only.size > 0 && !only.has(name)) continue;
    let context = visits.get(who);
    if (!context) {
      context = await chromium.newContext({
        baseURL: installation.url,
        viewport,
        deviceScaleFactor: 1,
        colorScheme: theme,
        reducedMotion: "reduce",
      });
      if (who !== "visitor") await signIn(context, EMAILS[who]);
      visits.set(who, context);
    }
    const page = await context.newPage();
    // One page that has changed its ways must not cost the pictures of all others.
    try {
      await open(page);
      await settle(page);
      await save(await page.screenshot(), `${name}-${size}-${theme}`);
    } catch (error) {
      failures.push(`${name}-${size}-${theme}: ${(error as Error).message.split("\n")[0]}`);
    }
    await page.close();
  }
  for (const context of visits.values()) await context.close();
}

/** Waits until fonts and the pictures in sight are there and nothing is on its way; a page that never rests is taken as it is. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: 10_000 }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page
    .waitForFunction(
      () =>
        [...document.images].every((image) => {
          const { top, bottom, width } = image.getBoundingClientRect();
          return width === 0 || top > innerHeight || bottom < 0 || image.complete;
        }),
      undefined,
      { timeout: 10_000 },
    )
    .catch(() => undefined);
}

async function save(picture: Buffer, name: string): Promise<void> {
  const path = join(OUT, `${name}.webp`);
  await sharp(picture).webp({ quality: 86, effort: 6 }).toFile(path);
  say(`  ${name}.webp, ${Math.round((await stat(path)).size / 1024)} KB`);
}

async function signIn(context: BrowserContext, email: string): Promise<void> {
  const answer = await context.request.post("/api/auth/sign-in/email", {
    data: { email, password: DEMO_PASSWORD },
    headers: { origin: installation.url },
  });
  if (!answer.ok()) throw new Error(`${email} cannot sign in here: is there demo content?`);
}

async function openContent(page: Page): Promise<void> {
  await page.goto("/library");
  const link = page.locator('main a[href^="/library/"]').first();
  await page.goto((await link.getAttribute("href"))!);
  await page.getByRole("heading", { name: "Files" }).waitFor();
}

async function openEditor(page: Page): Promise<void> {
  await page.goto(`/studio/${HANDLE}/products`);
  const link = page.getByRole("main").getByRole("link", { name: "Halden Sans" }).first();
  await page.goto((await link.getAttribute("href"))!);
  await page.getByRole("textbox", { name: "Title" }).waitFor();
}

/** The newest sale, opened beside the table where there is a drawer. */
async function openSale(page: Page): Promise<void> {
  await page.goto(`/studio/${HANDLE}/sales`);
  await settle(page);
  const sale = page
    .getByRole("main")
    .locator("tbody tr:visible, li:visible")
    .filter({ hasText: "@example.com" })
    .first();
  const opener = sale.locator("a:visible, button:visible").first();
  if ((await opener.count()) === 0) return;
  await untilAlive(opener);
  await opener.click();
  await page.getByRole("dialog").waitFor({ timeout: 10_000 });
}

/** The hosted payment page of the first product that the buyer can still buy. */
async function openCheckout(page: Page): Promise<void> {
  await page.goto("/");
  const links = await page
    .locator('main a[href^="/p/"]')
    .evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute("href") ?? ""))]);
  for (const link of links) {
    await page.goto(link);
    const buy = page.getByRole("button", { name: /^Buy for/ }).first();
    if ((await buy.count()) === 0) continue;
    await untilAlive(buy);
    await buy.click();
    await page.getByLabel("Card number").waitFor();
    return;
  }
  throw new Error("The buyer owns everything there is.");
}

/** The page that a buyer comes back to. */
async function pay(page: Page): Promise<void> {
  await openCheckout(page);
  await page.getByLabel("Card number").fill("4242424242424242");
  await page.getByLabel("Valid until").fill("12/34");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();
}

/** Chromium is faster than the scripts of the page. */
async function untilAlive(control: Locator): Promise<void> {
  await control.evaluate(async (element) => {
    const until = performance.now() + 10_000;
    while (!Object.keys(element).some((key) => key.startsWith("__reactProps")) && performance.now() < until)
      await new Promise(requestAnimationFrame);
  });
}
