import type { BrowserContext } from "playwright-core";

/** Collects what pages of a browser profile complain about: console errors, uncaught errors, refused by their own policy. */
export async function listenForComplaints(context: BrowserContext) {
  const heard: string[] = [];
  const expected: RegExp[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") heard.push(`${message.location().url}: ${message.text()}`);
  });
  context.on("weberror", (problem) => heard.push(`uncaught: ${problem.error().stack ?? problem.error()}`));
  // Chromium says most of these on the console as well; the event misses none.
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      // biome-ignore lint/suspicious/noConsole: the console is how a page speaks to the suite
      console.error(
        `content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  return {
    complaints: () => heard.filter((line) => !expected.some((pattern) => pattern.test(line))),
    expectComplaint: (pattern: RegExp) => {
      expected.push(pattern);
    },
  };
}
