import { describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { untilAlive } from "./world/press.ts";
import { raiseAlert } from "./world/raise-alert.ts";

const { visit } = useBrowser();

describe.each(WIDTHS)("alerts at %d px", (width) => {
  it("are found, read, muted, told again and acted upon by keys alone", async () => {
    const suspect = await signUp("Sly Suspect");
    const alertId = await raiseAlert(suspect);
    const { page } = await visit({ width, as: await signUpOperator() });
    await page.goto("/operations");
    await page.getByRole("link", { name: /open alerts?$/ }).waitFor();
    const nav = page.getByRole("navigation", { name: "Operations" });
    await nav.getByRole("link", { name: /Alerts \d+ open/ }).press("Enter");
    await page.getByText(suspect.email).waitFor();

    // Where the mail about it leads.
    await page.goto(`/operations/alerts/${alertId}`);
    await page.getByRole("heading", { name: "One account was refused 20 times in ten minutes." }).waitFor();
    await page.getByText("198.51.100.0/24").first().waitFor();
    await page.getByText("20 events").waitFor();

    const mute = page.getByRole("button", { name: "Mute" });
    await untilAlive(mute);
    await mute.press("Enter");
    const muting = page.getByRole("dialog", { name: "Mute this alert" });
    await muting.getByLabel("For how long").selectOption("A week");
    await muting.getByRole("button", { name: "Mute" }).press("Enter");
    await page.getByText("Muted until").waitFor();
    await page.goto("/operations/alerts?state=muted");
    await page.getByText(suspect.email).waitFor();
    await page.goto(`/operations/alerts/${alertId}`);
    const unmute = page.getByRole("button", { name: "Unmute" });
    await untilAlive(unmute);
    await unmute.press("Enter");
    await page.getByText("Muted until").waitFor({ state: "detached" });
    await page.goto("/operations/alerts?state=acknowledged");
    await page.getByText(suspect.email).waitFor();

    await page.goto(`/operations/alerts/${alertId}`);
    const suspend = page.getByRole("button", { name: `Suspend ${suspect.name}` });
    await untilAlive(suspend);
    await suspend.press("Enter");
    const why = page.getByRole("dialog", { name: `Suspend ${suspect.name}` });
    await why.getByLabel("Reason").fill("Twenty links that had expired");
    await why.getByRole("button", { name: "Suspend" }).press("Enter");
    await page.getByRole("button", { name: `Restore ${suspect.name}` }).waitFor();
    expect((await suspect.fetch("/api/v1/me")).status).toBe(401);
  });

  it("leave the inbox when they are acknowledged", async () => {
    const suspect = await signUp("Seen Suspect");
    const alertId = await raiseAlert(suspect);
    const { page } = await visit({ width, as: await signUpOperator() });
    await page.goto(`/operations/alerts/${alertId}`);
    const acknowledge = page.getByRole("button", { name: "Acknowledge" });
    await untilAlive(acknowledge);
    await acknowledge.press("Enter");
    await acknowledge.waitFor({ state: "detached" });
    await page.goto("/operations/alerts");
    await page.getByRole("heading", { name: "Alerts", level: 1 }).waitFor();
    expect(await page.getByText(suspect.email).count()).toBe(0);
  });
});

async function signUpOperator(): Promise<Person> {
  const person = await signUp("Olive Operator");
  await sql("update users set operator_since = now() where id = $1", [person.userId]);
  return person;
}
