import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { signInHere } from "./world/account.ts";
import { NARROW, useBrowser, type Visit, WIDTHS, type Width } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { press } from "./world/press.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(WIDTHS)("an operator at %d px", (width) => {
  it("suspends a creator and restores it: the shop and the files close and come back", async () => {
    const { product, buyer, operator, visitor } = await market(width);
    await visitor.page.goto(`/p/${product.slug}`);
    await visitor.page.getByRole("heading", { name: product.title, level: 1 }).waitFor();
    await buyer.page.goto(`/library/${product.slug}`);
    const { url } = await downloadHere(buyer.page, FILE);

    await operator.page.goto(`/operations/creators?query=${product.shop.handle}`);
    await operator.page.getByRole("link", { name: `@${product.shop.handle}` }).click();
    await withReason(operator.page, "Suspend", "Complaints of buyers");
    await operator.page.getByText("Complaints of buyers").first().waitFor();

    await expectHidden(visitor, `/p/${product.slug}`);
    await expectHidden(visitor, `/@${product.shop.handle}`);
    await expectRefused(buyer, url, "This creator is suspended");
    await buyer.page.getByRole("link", { name: "How to reach us" }).waitFor();
    await buyer.page.goto("/library");
    await buyer.page.getByText("Closed for now").waitFor();

    await withReason(operator.page, "Restore", "Settled with them");
    await operator.page.getByRole("button", { name: "Suspend" }).waitFor();
    await visitor.page.goto(`/p/${product.slug}`);
    await visitor.page.getByRole("heading", { name: product.title, level: 1 }).waitFor();
    await buyer.page.goto(`/library/${product.slug}`);
    await downloadHere(buyer.page, FILE);

    await operator.page.goto(`/operations/events?type=creator.suspended`);
    await operator.page.getByText(`suspended the creator @${product.shop.handle}`).waitFor();
  });

  it("suspends a person, who is told so once the password is right, and is back where they were after", async () => {
    const person = await signUp("Sue Spended");
    const suspended = await visit({ width, as: person });
    await suspended.page.goto("/account");
    await suspended.page.getByRole("heading", { name: "Account", level: 1 }).waitFor();
    const operator = await visit({ width, as: await signUpOperator() });
    await operator.page.goto(`/operations/users/${person.userId}`);
    await withReason(operator.page, "Suspend", "Chargebacks");

    suspended.expectComplaint(/\/sign-in\/email: .*status of 40[13]/);
    await suspended.page.reload();
    await suspended.page.getByText("You were signed out").waitFor();
    await signInHere(suspended.page, person.email, "not the password");
    await suspended.page.getByText("E-mail or password is not right.").waitFor();
    await signInHere(suspended.page, person.email);
    await suspended.page.getByRole("heading", { name: "This account is suspended" }).waitFor();
    expect(await accessProblems(suspended.page)).toEqual([]);

    await withReason(operator.page, "Restore", "Settled");
    await suspended.page.goto("/sign-in?next=/account");
    await signInHere(suspended.page, person.email);
    await suspended.page.getByRole("heading", { name: "Account", level: 1 }).waitFor();
    await press(suspended.page.getByRole("button", { name: "Account menu" }));
    await suspended.page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await suspended.page.getByRole("heading", { name: "You are signed out" }).waitFor();
    expect(await accessProblems(suspended.page)).toEqual([]);
  });

  it("takes a product down from its buyers too, which the creator is told", async () => {
    const { product, buyer, operator, visitor } = await market(width);
    await buyer.page.goto(`/library/${product.slug}`);
    const { url } = await downloadHere(buyer.page, FILE);

    await operator.page.goto(`/operations/products/${product.productId}`);
    await press(operator.page.getByRole("button", { name: "Take down" }));
    const dialog = operator.page.getByRole("dialog", { name: `Take down ${product.title}` });
    await dialog.getByLabel("Reason").fill("It is somebody else's work");
    await dialog.getByText("Lose access").click();
    await dialog.getByRole("button", { name: "Take down" }).click();
    await operator.page.getByText("Those who bought it lost access.").waitFor();

    await expectHidden(visitor, `/p/${product.slug}`);
    await expectRefused(buyer, url, "This product was taken down");
    await buyer.page.goto(`/library/${product.slug}`);
    await buyer.page.getByRole("heading", { name: "This product was taken down", level: 1 }).waitFor();
    const owner = await visit({ width, as: product.shop.owner });
    await owner.page.goto(`/studio/${product.shop.handle}/products/${product.productId}`);
    await owner.page.getByText("It is somebody else's work").first().waitFor();

    await withReason(operator.page, "Restore", "They showed the licence");
    await buyer.page.goto(`/library/${product.slug}`);
    await downloadHere(buyer.page, FILE);
  });

  it("writes one of the site's pages, and never over somebody else's words", async () => {
    const operator = await visit({ width, as: await signUpOperator() });
    const { page } = operator;
    const [first, second] = [`Open on weekdays ${width}`, `Open every day ${width}`];
    await page.goto("/operations/pages/help");
    await write(page, first);
    await page.getByLabel("Preview").getByText(first).waitFor();
    // What was typed is there after a reload.
    await page.reload();
    await page.getByText("Not saved yet.").waitFor();
    await press(page.getByRole("button", { name: "Save", exact: true }));
    await page.getByText("Everything is saved.").waitFor();

    const visitor = await visit({ width });
    await visitor.page.goto("/");
    await visitor.page.getByRole("link", { name: "Help" }).click();
    await visitor.page.getByText(first).waitFor();

    const other = await operator.context.newPage();
    await other.goto("/operations/pages/help");
    await write(other, second);
    await press(other.getByRole("button", { name: "Save", exact: true }));
    await other.getByText("Everything is saved.").waitFor();
    operator.expectComplaint(/\/operations\/pages\/help: .*status of 409/);
    await write(page, "Closed");
    await press(page.getByRole("button", { name: "Save", exact: true }));
    await page.getByText("Somebody else wrote this page meanwhile").waitFor();
    await page.getByRole("button", { name: "Show theirs" }).click();
    await page.getByLabel("Preview").getByText(second).waitFor();
  });

  it("lets a failed job run again", async () => {
    // Of a kind that no worker takes, so that it stays where it is.
    const [job] = await sql<{ id: number }>(
      "select id from graphile_worker.add_job('journey', '{}', max_attempts => 1)",
    );
    await sql(
      "update graphile_worker._private_jobs set attempts = 1, last_error = 'The disk was full' where id = $1",
      [job!.id],
    );
    const { page } = await visit({ width, as: await signUpOperator() });
    await page.goto("/operations");
    await page.getByRole("link", { name: /failed jobs?$/ }).click();
    await page.getByText("The disk was full").first().waitFor();
    await press(page.getByRole("button", { name: `Retry journey ${job!.id}` }));
    const dialog = page.getByRole("dialog", { name: `Retry journey ${job!.id}` });
    await dialog.getByLabel("Reason").fill("There is room again");
    await dialog.getByRole("button", { name: "Retry" }).click();
    await page.getByText("It runs again").waitFor();
    await page.getByRole("button", { name: `Retry journey ${job!.id}` }).waitFor({ state: "detached" });
    await sql("select graphile_worker.complete_jobs(array[$1]::bigint[])", [job!.id]);
  });

  it("is the only one who finds any of it", async () => {
    const { page, expectComplaint } = await visit({ width, as: await signUp("Curious Person") });
    expectComplaint(/\/operations.*status of 404/);
    for (const path of ["", "/users", "/events", "/mail", "/pages/help"]) {
      await page.goto(`/operations${path}`);
      await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    }
    const visitor = await visit({ width });
    await visitor.page.goto("/operations/jobs");
    await visitor.page.waitForURL(/\/sign-in/);
  });
});

describe.each(NARROW)("mail on a test installation at %d px", (width) => {
  it("is read by whom it went to", async () => {
    const visitor = await visit({ width });
    await visitor.page.goto("/sign-up");
    await visitor.page.getByRole("link", { name: "your mail is here" }).click();
    await visitor.page.getByRole("heading", { name: "Sign in to read your mail" }).waitFor();
    const { page } = await visit({ width, as: await signUp("Mail Reader") });
    await page.goto("/sandbox/mail");
    await page.getByRole("link", { name: /Confirm your e-mail/ }).click();
    await page
      .frameLocator("iframe")
      .getByRole("link", { name: /Confirm/ })
      .waitFor();
    await page.getByText("As plain text").click();
    await page.getByRole("link", { name: /\/verify-email\?token=/ }).click();
    await page.getByText("Your address is confirmed.").waitFor();
  });
});

async function market(width: Width) {
  const title = "A guide to closing doors";
  const shop = await openShop();
  const product = { ...(await sell(shop, { title, fileName: FILE })), title };
  const person = await signUp("Noor Buyer");
  await buy(person, product);
  return {
    product,
    buyer: await visit({ width, as: person }),
    operator: await visit({ width, as: await signUpOperator() }),
    visitor: await visit({ width }),
  };
}

async function signUpOperator(): Promise<Person> {
  const person = await signUp("Olive Operator");
  await sql("update users set operator_since = now() where id = $1", [person.userId]);
  return person;
}

async function withReason(page: Page, verb: string, reason: string): Promise<void> {
  await press(page.getByRole("button", { name: verb, exact: true }));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: verb }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function write(page: Page, text: string): Promise<void> {
  await press(page.getByLabel("Text"));
  await page.getByLabel("Text").fill(`## Hours\n\n${text}`);
}

async function expectHidden({ page, expectComplaint }: Visit, path: string): Promise<void> {
  expectComplaint(/status of 404/);
  const answer = await page.goto(path);
  expect(answer?.status()).toBe(404);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function expectRefused({ page, expectComplaint }: Visit, url: string, title: string): Promise<void> {
  expectComplaint(/\/(downloads|denied\?).*status of 403/);
  await page.getByRole("button", { name: `Download ${FILE}` }).click();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  await page.goto(url);
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/denied");
}
