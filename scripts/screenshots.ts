// `npm run screenshots`: pictures of the pages for the documentation, of a fresh installation with demo content
// (or of a running one: `npm run screenshots -- http://localhost:3000`).
import { chmod, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { loadConfig } from "../server/src/config.ts";
import { fillDemo } from "../server/src/demo/fill-demo.ts";
import { DEMO_PASSWORD } from "../server/src/demo/sign-ins.ts";
import { startServer } from "../server/src/start-server.ts";
import { buildPages } from "./build-pages.ts";

type Who = "visitor" | "creator" | "buyer";
type Shot = { name: string; who: Who; open: (page: Page) => Promise<unknown> };

const OUT = join(import.meta.dirname, "..", "docs", "screenshots");
const HANDLE = "studiohalden";
const EMAILS = { creator: "mira@example.com", buyer: "noor@example.com" };
const SIZES = { wide: { width: 1440, height: 900 }, small: { width: 360, height: 740 } };
const say = (line: string) => process.stdout.write(`${line}\n`);

const SHOTS: Shot[] = [
  { name: "marketplace", who: "visitor", open: (page) => page.goto("/") },
  { name: "product", who: "visitor", open: (page) => page.goto("/p/halden-sans") },
  { name: "storefront", who: "visitor", open: (page) => page.goto(`/@${HANDLE}`) },
  { name: "library", who: "buyer", open: (page) => page.goto("/library") },
  { name: "content", who: "buyer", open: openContent },
  { name: "studio", who: "creator", open: (page) => page.goto(`/studio/${HANDLE}`) },
  { name: "editor", who: "creator", open: openEditor },
  { name: "sales", who: "creator", open: (page) => page.goto(`/studio/${HANDLE}/sales`) },
  { name: "checkout", who: "buyer", open: openCheckout },
];

const given = process.argv[2]?.replace(/\/+$/, "");
const installation = given ? { url: given, end: async () => undefined } : await startDemo();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await mkdir(OUT, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES))
    for (const theme of ["light", "dark"] as const) await takeAll(browser, size, viewport, theme);
} finally {
  await browser.close();
  await installation.end();
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
  size: string,
  viewport: { width: number; height: number },
  theme: "light" | "dark",
): Promise<void> {
  const visits = new Map<Who, BrowserContext>();
  for (const { name, who, open } of SHOTS) {
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
    await open(page);
    await page.waitForLoadState("networkidle");
    await page.evaluate(async () => {
      await document.fonts.ready;
      window.scrollTo(0, 0);
    });
    const picture = await page.screenshot();
    await save(picture, `${name}-${size}-${theme}`);
    if (name === "marketplace" && size === "wide" && theme === "light") await save(picture, name);
    await page.close();
  }
  for (const context of visits.values()) await context.close();
}

async function save(picture: Buffer, name: string): Promise<void> {
  const path = join(OUT, `${name}.png`);
  await sharp(picture).png({ palette: true, quality: 85, effort: 8 }).toFile(path);
  say(`  ${name}.png, ${Math.round((await stat(path)).size / 1024)} KB`);
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
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByRole("heading", { name: "Files" }).waitFor();
}

async function openEditor(page: Page): Promise<void> {
  await page.goto(`/studio/${HANDLE}/products`);
  await page.getByRole("main").getByRole("link", { name: "Halden Sans" }).click();
  await page.getByRole("heading", { name: "Details" }).waitFor();
}

/** The hosted payment page of the first product that the buyer can still buy. */
async function openCheckout(page: Page): Promise<void> {
  await page.goto("/");
  const cards = page.getByRole("main").getByRole("listitem").getByRole("link");
  const links = await cards.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  for (const link of links) {
    await page.goto(link);
    const buy = page.getByRole("button", { name: /^Buy for/ });
    if ((await buy.count()) === 0) continue;
    await buy.evaluate(async (button) => {
      // Chromium is faster than the scripts of the page.
      while (!Object.keys(button).some((key) => key.startsWith("__reactProps")))
        await new Promise(requestAnimationFrame);
    });
    await buy.click();
    await page.getByLabel("Card number").waitFor();
    return;
  }
  throw new Error("The buyer owns everything there is.");
}
