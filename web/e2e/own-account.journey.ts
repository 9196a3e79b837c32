import { describe, expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import { PASSWORD, signInAgain, signUp } from "../../acceptance/world/people.ts";
import { buy, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { press } from "./world/press.ts";

const { visit } = useBrowser();

describe.each(WIDTHS)("one's own account at %d px", (width) => {
  it("signs out everywhere else", async () => {
    const person = await signUp("Ann Elsewhere");
    const elsewhere = await signInAgain(person);
    const { page } = await visit({ width, as: person });
    await page.goto("/account");
    await press(page.getByRole("button", { name: "Sign out everywhere else" }));
    await page.getByText("You are signed in nowhere else.").waitFor();
    expect((await elsewhere.fetch("/api/v1/me")).status).toBe(401);
    expect((await person.fetch("/api/v1/me")).status).toBe(200);
  });

  it("moves to another address by the link that went there", async () => {
    const person = await signUp("Ben Moving");
    const address = person.email.replace("ben", "new");
    const { page } = await visit({ width, as: person });
    await page.goto("/account");
    await press(page.getByRole("button", { name: "Change e-mail" }));
    await page.getByLabel("New e-mail").fill(address);
    await page.getByRole("textbox", { name: "Password", exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText(`Waiting for ${address}`).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 740 });

    const [mail] = await until(
      () => sql<{ text_body: string }>("select text_body from mails where to_address = $1", [address]),
      (rows) => rows.length > 0,
    );
    await page.goto(/https?:\/\/\S+confirm-email\S+/.exec(mail!.text_body)![0]);
    await press(page.getByRole("button", { name: "Use this address" }));
    await page.getByText(`Sign in with ${address} from now on.`).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    expect(await person.json("GET", "/api/v1/me")).toMatchObject({ user: { email: address } });
  });

  it("leaves, and takes nothing of its buyers with it", async () => {
    const shop = await openShop();
    const product = await sell(shop);
    const buyer = await signUp("Noor Stays");
    await buy(buyer, product);
    const { page, expectComplaint } = await visit({ width, as: shop.owner });
    expectComplaint(/\/me\/delete: .* status of 400/);
    await page.goto("/account");
    await press(page.getByRole("button", { name: "Delete my account" }));
    const dialog = page.getByRole("dialog", { name: "Delete my account" });
    await dialog.getByLabel("Password", { exact: true }).fill("not the password");
    await dialog.getByLabel('Type "delete"').fill("delete");
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await dialog.getByText("The password is not right.").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 740 });
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await page.getByRole("heading", { name: "Your account is deleted" }).waitFor();
    await page.getByRole("link", { name: "Sign in" }).waitFor();
    expect((await shop.owner.fetch("/api/v1/me")).status).toBe(401);
    expect((await buyer.fetch(`/api/v1/library/${product.slug}`)).status).toBe(200);
  });
});
