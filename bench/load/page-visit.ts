// One visit to a page in a Chromium that is made as slow as a plain telephone.
import type { Browser } from "playwright-core";
import { scriptKilobytes } from "../../web/e2e/world/scripts.ts";

export type PageVisit = {
  /** Milliseconds until the largest part of what is seen first was painted. */
  largestPaint: number;
  /** Sum of all layout shifts, from the first byte until the foot of the page was seen. */
  shift: number;
  /** KB of JavaScript, compressed as sent. */
  scripts: number;
};

type Wishes = { width: number; cookie?: string | undefined; slow: boolean };

/** Loads a page with nothing cached, waits until it is at rest, then scrolls to its foot. */
export async function visitPage(
  browser: Browser,
  url: string,
  { width, cookie, slow }: Wishes,
): Promise<PageVisit> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    serviceWorkers: "block",
    extraHTTPHeaders: cookie ? { cookie } : {},
  });
  try {
    const page = await context.newPage();
    const scripts = scriptKilobytes(page);
    if (slow) {
      const devtools = await context.newCDPSession(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await devtools.send("Network.enable");
      await devtools.send("Network.emulateNetworkConditions", FAST_3G);
    }
    await page.addInitScript(OBSERVE);
    await page.goto(url, { waitUntil: "networkidle", timeout: 60_000 });
    const largestPaint = await page.evaluate<number>("window.largestPaint");
    await page.evaluate("window.scrollTo(0, document.body.scrollHeight)");
    await page.waitForLoadState("networkidle");
    return { largestPaint, shift: await page.evaluate<number>("window.shift"), scripts: await scripts() };
  } finally {
    await context.close();
  }
}

/** As Chromium's developer tools understand "Fast 3G": bytes a second, and milliseconds for each request. */
const FAST_3G = {
  offline: false,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
  latency: 150 * 3.75,
};

const OBSERVE = `
window.largestPaint = 0;
window.shift = 0;
new PerformanceObserver((list) => {
  for (const { startTime } of list.getEntries()) window.largestPaint = startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value;
}).observe({ type: "layout-shift", buffered: true });
`;
