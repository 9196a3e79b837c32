import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { baseUrl } from "./installation.ts";
import type { Person } from "./people.ts";

/** Where a Chromium is on this machine; null when there is none. */
export function findChromium(): string | null {
  for (const path of [process.env.CHROMIUM_PATH, "/usr/bin/chromium"])
    if (path && existsSync(path)) return path;
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    try {
      return execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next name, then.
    }
  }
  return null;
}

/** The same browser without windows of its own, where it is: pages cost a quarter less. Else the whole one. */
export function findHeadlessChromium(): string | null {
  const shell = "/usr/bin/chromium-headless-shell";
  return process.env.CHROMIUM_PATH === undefined && existsSync(shell) ? shell : findChromium();
}

/** A browser with a profile of its own, signed in as somebody. */
export async function openBrowser(
  person: Person,
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), "vaulture-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? undefined,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
    acceptDownloads: true,
  });
  for (const [, name = "", value = ""] of person.cookie.matchAll(/([^=; ]+)=([^;]*)/g))
    await context.addCookies([{ name, value, url: baseUrl, httpOnly: true, sameSite: "Lax" }]);
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
