import type { Page } from "playwright-core";
import { PASSWORD } from "../../../acceptance/world/people.ts";
import { untilAlive } from "./press.ts";

/** Fills in the sign-up form that is shown. */
export async function signUpHere(page: Page, name: string, email: string): Promise<void> {
  const send = page.getByRole("button", { name: "Create account" });
  await untilAlive(send);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await send.click();
}

/** Fills in the sign-in form that is shown. */
export async function signInHere(page: Page, email: string, password = PASSWORD): Promise<void> {
  const send = page.getByRole("main").getByRole("button", { name: "Sign in", exact: true });
  await untilAlive(send);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await send.click();
}
