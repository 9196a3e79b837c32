import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { buildPages } from "../../scripts/build-pages.ts";
import { DEMO_PASSWORD } from "../../server/src/demo/sign-ins.ts";
import { openInstallation } from "../installation.ts";
import { askLighthouse } from "../load/lighthouse.ts";
import { visitPage } from "../load/page-visit.ts";
import { type Measurement, type Result, valueAtLeast, valueAtMost } from "../measurement.ts";
import { median } from "../rounds.ts";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const TELEPHONE = 360;
const DESK = 1440;

type Who = "noor@example.com" | "mira@example.com";
type Page = {
  name: string;
  path: string;
  as?: Who;
  scriptsAtMost?: number;
  /** Whether it is where somebody new arrives: it must then be fast on a plain telephone. */
  first?: true;
  /** Lighthouse's opinion is asked for; without these audits. */
  judged?: { skip: string[] };
};

export const pageQuality: Measurement = {
  name: "page-quality",
  about:
    "pages of the demo in a Chromium: scripts, largest paint and layout shifts when slow, Lighthouse's scores",
  async run({ machine, quick, say }) {
    if (!existsSync(CHROMIUM)) {
      say("  left out: there is no Chromium here (CHROMIUM_PATH names one)");
      return [];
    }
    await buildPages((line) => say(`  ${line}`));
    say("  filling an installation with the demo content");
    const installation = await openInstallation(machine, { pages: true, demo: true });
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
      ],
    });
    try {
      const cookies = {
        "noor@example.com": await signIn(installation.url, "noor@example.com"),
        "mira@example.com": await signIn(installation.url, "mira@example.com"),
      };
      const results: Result[] = [];
      for (const page of await pagesOf(installation.url, cookies["mira@example.com"])) {
        const cookie = page.as && cookies[page.as];
        const measured = { ...page, url: installation.url + page.path, cookie };
        results.push(...(await inBrowser(browser, measured, quick ? 3 : 5)));
        if (page.judged) results.push(...(await byLighthouse(measured, page.judged.skip, say)));
      }
      return results;
    } finally {
      await browser.close();
      await installation.close();
    }
  },
};

type Measured = Page & { url: string; cookie: string | undefined };

async function inBrowser(browser: Browser, page: Measured, rounds: number): Promise<Result[]> {
  const { name, url, cookie, first, scriptsAtMost } = page;
  const visits = [];
  for (let round = 0; round < (first ? rounds : 1); round++)
    visits.push(await visitPage(browser, url, { width: TELEPHONE, cookie, slow: first ?? false }));
  const wide = await visitPage(browser, url, { width: DESK, cookie, slow: first ?? false });
  const results = [
    alone(`${name}: layout shift`, Math.max(wide.shift, ...visits.map(({ shift }) => shift)), ""),
  ];
  results[0]!.goal = valueAtMost(0.02);
  if (first)
    results.unshift({
      ...alone(
        `${name}: largest paint, 4x slower CPU, Fast 3G`,
        median(visits.map((visit) => visit.largestPaint)) / 1000,
        "s",
      ),
      goal: valueAtMost(2.5),
    });
  if (scriptsAtMost)
    results.unshift({
      ...alone(`${name}: JavaScript, compressed`, wide.scripts, "KB"),
      goal: valueAtMost(scriptsAtMost),
    });
  return results;
}

async function byLighthouse(page: Measured, skip: string[], say: (line: string) => void): Promise<Result[]> {
  const { scores, findings } = await askLighthouse(CHROMIUM, page.url, { cookie: page.cookie, skip });
  for (const finding of findings) say(`  ${page.name}: ${finding}`);
  return Object.entries(scores).map(([category, score]) => ({
    ...alone(`${page.name}: Lighthouse ${category}`, score, ""),
    goal: valueAtLeast(100),
  }));
}

async function pagesOf(url: string, creatorCookie: string): Promise<Page[]> {
  const answer = await fetch(`${url}/studio/studiohalden/products`, { headers: { cookie: creatorCookie } });
  const editor = /\/studio\/studiohalden\/products\/[0-9a-f-]{36}/.exec(await answer.text())?.[0];
  if (!editor) throw new Error("the demo's studio lists no product");
  // What belongs to one person is kept out of search engines on purpose.
  const hidden = { skip: ["is-crawlable"] };
  return [
    { name: "marketplace", path: "/", scriptsAtMost: 130, first: true, judged: { skip: [] } },
    { name: "product", path: "/p/kontur-icons", scriptsAtMost: 130, first: true, judged: { skip: [] } },
    { name: "storefront", path: "/@studiohalden", judged: { skip: [] } },
    { name: "library", path: "/library", as: "noor@example.com", scriptsAtMost: 150, judged: hidden },
    { name: "editor", path: editor, as: "mira@example.com", scriptsAtMost: 260 },
  ];
}

/** The cookies of a person of the demo who just signed in. */
async function signIn(url: string, email: Who): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`signing in as ${email} answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

function alone(name: string, value: number, unit: string): Result {
  return { name, value, unit, against: null, ratio: null };
}
