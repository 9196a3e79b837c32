import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { PASSWORD, signUp } from "../../acceptance/world/people.ts";
import {
  freePort,
  removeInstallation,
  type ServerProcess,
  startServer,
} from "../../acceptance/world/server-process.ts";
import { accessProblems } from "./world/accessible.ts";
import { signInHere } from "./world/account.ts";
import { useBrowser, type Visit } from "./world/browser.ts";
import { press } from "./world/press.ts";

const { visit } = useBrowser();

/** Passkeys belong to a name, and the address of numbers that the suite's server goes by is none. */
let named: ServerProcess;
let site: string;
beforeAll(async () => {
  const port = await freePort();
  site = `http://localhost:${port}`;
  named = await startServer({ port, env: { BASE_URL: site } });
});
afterAll(async () => {
  await named.stop();
  await removeInstallation(named.dataDir);
});

describe("a passkey", () => {
  const width = 360;
  it("is added, renamed, signs in alone, and is removed", async () => {
    const person = await signUp("Pam Passkey", site);
    await sql("update users set email_verified = true where id = $1", [person.userId], named.dataDir);
    const opened = await visit({ width });
    const { page, context, expectComplaint } = opened;
    expectComplaint(/status of 40[013]/);
    const device = await plugIn(opened);
    await page.goto(`${site}/sign-in?next=%2Faccount`);
    await signInHere(page, person.email);
    await page.waitForURL("**/account");
    await press(page.getByRole("button", { name: "Add a passkey" }));
    const dialog = page.getByRole("dialog", { name: "Add a passkey" });
    await dialog.getByLabel("Name").fill("Laptop");
    await dialog.getByLabel("Password", { exact: true }).fill("not the password");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await dialog.getByText("The password is not right.").waitFor();
    await looksRight(page, width);
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Rename Laptop" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Work laptop");
    await page.getByRole("dialog").getByRole("button", { name: "Save name" }).click();
    await page.getByRole("button", { name: "Remove Work laptop" }).waitFor();
    await looksRight(page, width);

    await context.clearCookies({ name: "vaulture.session_token" });
    await page.goto(`${site}/sign-in?next=%2Flibrary`);
    await looksRight(page, width);
    await device.verifies(false);
    await press(page.getByRole("button", { name: "Use a passkey" }));
    await page.getByText("Nothing came of it").waitFor();
    await device.verifies(true);
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.waitForURL("**/library");

    await page.goto(`${site}/account`);
    await press(page.getByRole("button", { name: "Remove Work laptop" }));
    await page.getByRole("dialog").getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("You have none yet.").waitFor();
  });
});

async function looksRight(page: Page, width: number): Promise<void> {
  expect(await accessProblems(page)).toEqual([]);
  await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
}

/** A device that keeps passkeys and knows its person, as Chromium plays it (WebAuthn, section 11). */
async function plugIn({ page, context }: Visit) {
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verifies: (isUserVerified: boolean) =>
      devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}
