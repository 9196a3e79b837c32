import { randomInt } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findHeadlessChromium } from "../../../acceptance/world/browser.ts";
import { baseUrl } from "../../../acceptance/world/installation.ts";
import type { Person } from "../../../acceptance/world/people.ts";
import { listenForComplaints } from "./complaints.ts";
import type { NetworkLink } from "./network-link.ts";

export type Width = 360 | 1440;
export const WIDTHS: Width[] = [360, 1440];
/** For what does not depend on the layout: how its pages look at both is what the accessible-*.journey.ts see. */
export const NARROW: Width[] = [360];

export type Visit = {
  page: Page;
  context: BrowserContext;
  /** Console errors that match are part of the journey, such as the line Chromium writes for an answer of 403. */
  expectComplaint(pattern: RegExp): void;
};

type VisitOptions = {
  width?: Width;
  /** Signed in already; a visitor otherwise. */
  as?: Person;
  /** On the server's own machine; elsewhere in the world otherwise. */
  local?: boolean;
  /** With scripts switched off. */
  plain?: boolean;
  /** The line to it; closed by whoever opened it. */
  link?: NetworkLink;
  /** Stays open for the journeys of the file that come after. */
  stays?: boolean;
};

type Open = { context: BrowserContext; complaints: () => string[]; stays: boolean };

/**
 * One Chromium for a file of journeys. Each visit is a browser profile of its own, at its own network address; after each journey
 * all of them close but those that stay, and any console error or broken content security policy on any page of theirs fails it.
 */
export function useBrowser(): { visit(options?: VisitOptions): Promise<Visit> } {
  let browser: Browser;
  let open: Open[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: findHeadlessChromium() ?? undefined,
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
      ],
    });
  });
  afterEach(async ({ task }) => {
    const visits = open;
    open = visits.filter(({ stays }) => stays);
    if (task.result?.state === "fail") await keepPictures(task.name, visits);
    for (const { context, stays } of visits) if (!stays) await context.close();
    expect(visits.flatMap(({ complaints }) => complaints())).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  return {
    async visit({ width = 1440, as, local = false, plain = false, link, stays = false } = {}) {
      const context = await browser.newContext({
        baseURL: baseUrl,
        viewport: { width, height: width === 360 ? 740 : 900 },
        colorScheme: "light",
        reducedMotion: "reduce",
        acceptDownloads: true,
        javaScriptEnabled: !plain,
        ...(link ? { proxy: link.proxy } : {}),
        extraHTTPHeaders: local
          ? {}
          : { "x-forwarded-for": `100.${randomInt(64, 128)}.${randomInt(256)}.${randomInt(1, 255)}` },
      });
      context.setDefaultTimeout(30_000);
      if (as) await context.addCookies(cookiesOf(as));
      const { complaints, expectComplaint } = await listenForComplaints(context);
      open.push({ context, complaints, stays });
      return { page: await context.newPage(), context, expectComplaint };
    },
  };
}

function cookiesOf(person: Person) {
  return person.cookie.split("; ").map((cookie) => {
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    return { name, value, url: baseUrl, httpOnly: true, sameSite: "Lax" as const };
  });
}

/** What the pages of a failed journey looked like, for whoever mends it. */
async function keepPictures(name: string, visits: { context: BrowserContext }[]): Promise<void> {
  const pages = visits.flatMap(({ context }) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(
      tmpdir(),
      "vaulture-journeys",
      `${name.replaceAll(/\W+/g, "-").slice(0, 60)}-${index}.png`,
    );
    const taken = await page.screenshot({ path, timeout: 5000 }).catch(() => null);
    if (taken) process.stderr.write(`The page at ${page.url()} is pictured in ${path}\n`);
  }
}
