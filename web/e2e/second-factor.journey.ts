import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { prove, sql } from "../../acceptance/world/database.ts";
import { PASSWORD, type Person, signUp } from "../../acceptance/world/people.ts";
import { totp } from "../../acceptance/world/second-factor.ts";
import { accessProblems } from "./world/accessible.ts";
import { signInHere } from "./world/account.ts";
import { NARROW, useBrowser } from "./world/browser.ts";
import { press, untilAlive } from "./world/press.ts";

const { visit } = useBrowser();
const REFUSED = /status of 40[013]/;
describe.each(NARROW)("a second factor at %d px", (width) => {
  it("is set up, asked for, and switched off", async () => {
    const person = await prove(await signUp("Tina Totp"));
    const { page, expectComplaint } = await visit({ width, as: person });
    expectComplaint(REFUSED);
    await page.goto("/account");
    const { key, codes } = await setUp(page, person, width);

    const other = await visit({ width });
    other.expectComplaint(REFUSED);
    await giveThePassword(other.page, person, "/library");
    await other.page.getByRole("heading", { name: "Confirm it is you" }).waitFor();
    await looksRight(other.page, width);
    const send = other.page.getByRole("main").getByRole("button", { name: "Sign in" });
    await untilAlive(send);
    await other.page.getByLabel("Code", { exact: true }).fill("000000");
    await send.click();
    await other.page.getByText("That code is not right").waitFor();
    await looksRight(other.page, width);
    await other.page.getByLabel("Code", { exact: true }).fill(totp(key, Date.now() + 30_000));
    await other.page.getByLabel(/Do not ask again/).check();
    await send.click();
    await other.page.waitForURL("**/library");

    // The browser is trusted: the password does alone.
    await other.context.clearCookies({ name: "vaulture.session_token" });
    await giveThePassword(other.page, person, "/library");
    await other.page.waitForURL("**/library");

    const third = await visit({ width });
    third.expectComplaint(REFUSED);
    await giveThePassword(third.page, person, "/library");
    await third.page.getByRole("link", { name: "Use a backup code" }).click();
    await untilAlive(third.page.getByRole("main").getByRole("button", { name: "Sign in" }));
    await looksRight(third.page, width);
    await third.page.getByLabel("Backup code").fill(codes[0]!.toUpperCase());
    await third.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await third.page.waitForURL("**/library");

    await page.reload();
    await page.getByText("9 backup codes left.").waitFor();
    await withPassword(page, "Get new backup codes", "Get new codes");
    await page.getByRole("list", { name: "Backup codes" }).waitFor();
    expect(await page.getByRole("list", { name: "Backup codes" }).innerText()).not.toContain(codes[1]);
    await press(page.getByRole("button", { name: "I have kept them" }));
    await withPassword(page, "Switch off", "Switch off");
    await press(page.getByRole("button", { name: "Set up two-factor sign-in" }));
  });

  it("is asked for in place when a session ends in the middle of work", async () => {
    const person = await prove(await signUp("Ida Inplace"));
    const { page, expectComplaint } = await visit({ width, as: person });
    expectComplaint(REFUSED);
    await page.goto("/account");
    const { key } = await setUp(page, person, width);
    await sql("delete from sessions where user_id = $1", [person.userId]);
    await page.getByLabel("Name").first().fill("Ida Renamed");
    await page.getByRole("button", { name: "Save name" }).click();
    const dialog = page.getByRole("dialog", { name: "You were signed out" });
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.getByLabel("Code", { exact: true }).fill(totp(key, Date.now() + 30_000));
    await looksRight(page, width);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Saved").waitFor();
  });

  it("works without scripts", async () => {
    const person = await prove(await signUp("Nell Noscript"));
    const own = await visit({ width, as: person });
    await own.page.goto("/account");
    const { key } = await setUp(own.page, person, width);
    const { page } = await visit({ width, plain: true });
    await page.goto("/sign-in?next=%2Flibrary");
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("That code is not right").waitFor();
    await page.getByLabel("Code", { exact: true }).fill(totp(key, Date.now() + 30_000));
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/library");
  });

  it("is reset by an operator for somebody who has lost everything", async () => {
    const [person, operator] = [
      await prove(await signUp("Lou Lost")),
      await prove(await signUp("Oda Operator")),
    ];
    await sql("update users set operator_since = now() where id = $1", [operator.userId]);
    const own = await visit({ width, as: person });
    await own.page.goto("/account");
    await setUp(own.page, person, width);
    const { page } = await visit({ width, as: operator });
    await page.goto(`/operations/users/${person.userId}`);
    await press(page.getByRole("button", { name: "Reset second factor" }));
    await page.getByRole("dialog").getByLabel("Reason").fill("Lost the phone; we spoke by telephone");
    await looksRight(page, width);
    await page.getByRole("dialog").getByRole("button", { name: "Reset second factor" }).click();
    await page.getByText(/reset the second factor of .*Lost the phone/).waitFor();
    const again = await visit({ width });
    await giveThePassword(again.page, person, "/library");
    await again.page.waitForURL("**/library");
  });
});

/** Sets two-factor sign-in up on the account page that is shown, as a person does; answers what only the page said. */
async function setUp(page: Page, person: Person, width: number): Promise<{ key: string; codes: string[] }> {
  await withPassword(page, "Set up two-factor sign-in", "Continue");
  await page.getByRole("img", { name: /QR code/ }).waitFor();
  await looksRight(page, width);
  const key = (await page.locator("#two-factor code").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code", { exact: true }).fill(totp(key));
  await page.getByRole("button", { name: "Switch on" }).click();
  const list = page.getByRole("list", { name: "Backup codes" });
  await list.waitFor();
  await looksRight(page, width);
  const codes = (await list.innerText()).split(/\s+/).filter((text) => /^\w{5}-\w{5}$/.test(text));
  expect(codes).toHaveLength(10);
  await press(page.getByRole("button", { name: "I have kept them" }));
  await page.getByText("10 backup codes left.").waitFor();
  const { twoFactor } = await person
    .json<{ twoFactor: boolean }>("GET", "/api/v1/me/security")
    .catch(() => ({ twoFactor: true }));
  expect(twoFactor).toBe(true);
  return { key, codes };
}

async function withPassword(page: Page, opens: string, verb: string): Promise<void> {
  await press(page.locator("#two-factor").getByRole("button", { name: opens }));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: verb }).click();
}

async function giveThePassword(page: Page, person: Person, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await signInHere(page, person.email);
}

async function looksRight(page: Page, width: number): Promise<void> {
  expect(await accessProblems(page)).toEqual([]);
  await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
}
