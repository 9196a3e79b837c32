// `npm test`: every suite in order, and one line of totals at the end.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { buildPages } from "./build-pages.ts";
import { type Report, runVitest } from "./run-vitest.ts";

type Suite = { name: string; config: string; needsBrowser?: boolean };

const ROOT = join(import.meta.dirname, "..");
const CI = process.env.CI === "true";
const SUITES: Suite[] = [
  { name: "units, properties and API on real PostgreSQL", config: "vitest.config.ts" },
  { name: "acceptance over HTTP: journeys and attacks", config: "acceptance/vitest.config.ts" },
  { name: "browser journeys", config: "web/e2e/vitest.config.ts", needsBrowser: true },
];
const say = (line: string) => process.stdout.write(`${line}\n`);

const started = performance.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const broken: string[] = [];
try {
  await buildPages(say);
  const browser = findChromium();
  for (const suite of SUITES) await runSuite(suite, browser);
} catch (error) {
  broken.push((error as Error).message);
}

// Once more at the end, where nobody has to look for it.
for (const what of [...failures, ...broken]) say(`\nFAILED: ${what}`);
say(`\nAll suites took ${Math.round((performance.now() - started) / 1000)} s.`);
const failed = totals.failed + (totals.failed === 0 ? broken.length : 0);
say(`${totals.passed} passed, ${failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ""}`);
process.exit(failed > 0 || totals.passed === 0 ? 1 : 0);

async function runSuite(suite: Suite, browser: string | null): Promise<void> {
  if (!existsSync(join(ROOT, suite.config))) {
    say(`\nThere are no ${suite.name} yet.`);
    return;
  }
  if (suite.needsBrowser && !browser) {
    if (CI) broken.push(`${suite.name}: CI must have a Chromium (CHROMIUM_PATH names one)`);
    else say(`\nSKIPPED: ${suite.name}. There is no Chromium on this machine; CHROMIUM_PATH names one.`);
    return;
  }
  say(`\n== ${suite.name} ==`);
  const begun = performance.now();
  const { code, report } = await runVitest(ROOT, suite.config);
  say(`${suite.name}: ${Math.round((performance.now() - begun) / 1000)} s`);
  if (!report) {
    broken.push(`${suite.name} ended with code ${code} and no report`);
    return;
  }
  const failed = report.numFailedTests ?? 0;
  totals.passed += report.numPassedTests ?? 0;
  totals.failed += failed;
  failures.push(...failuresOf(report));
  totals.skipped += (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  // A file that cannot even be loaded, or an error outside any test, fails the suite without failing a test.
  if (code !== 0 && failed === 0) broken.push(`${suite.name} ended with code ${code}`);
}

/** Where each failed test is, its name, and how it failed. */
function failuresOf(report: Report): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(ROOT, name);
    const tests = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && tests.length === 0) return [`${file}\n${message}`];
    return tests.map(
      (test) => `${file} > ${test.fullName}\n${test.failureMessages.join("\n").slice(0, 1500)}`,
    );
  });
}

function findChromium(): string | null {
  for (const path of [process.env.CHROMIUM_PATH, "/usr/bin/chromium"])
    if (path && existsSync(path)) return path;
  for (const name of ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]) {
    try {
      return execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next name, then.
    }
  }
  return null;
}
