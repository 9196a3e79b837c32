import type { Locator } from "playwright-core";

/** Clicks something that needs the page's scripts, once they have taken it over: Chromium is faster than any person. */
export async function press(target: Locator): Promise<void> {
  await untilAlive(target);
  await target.click();
}

/** Waits until React has taken an element over, which shows in the properties it leaves there. */
export async function untilAlive(target: Locator): Promise<void> {
  await target.waitFor();
  await target.evaluate(async (element) => {
    while (!Object.keys(element).some((key) => key.startsWith("__reactProps")))
      await new Promise(requestAnimationFrame);
  });
}
