import { randomBytes } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import { PASSWORD, type Person, signInAgain } from "../../acceptance/world/people.ts";
import { type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { signInHere } from "./world/account.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { type NetworkLink, openNetworkLink } from "./world/network-link.ts";
import { untilAlive } from "./world/press.ts";
import { dropFiles, waitForFile, waitForState } from "./world/studio.ts";

const MIB = 1024 * 1024;
const SIGNED_OUT = /status of 401/;
const { visit } = useBrowser();

describe.each(WIDTHS)("a session that ends in the middle of work at %d px", (width) => {
  let owner: Person;
  let product: ForSale;
  let link: NetworkLink;

  beforeAll(async () => {
    link = await openNetworkLink();
    const shop = await openShop();
    owner = shop.owner;
    product = await sell(shop, { title: "Before", publish: false });
  });
  afterAll(() => link.close());

  it("asks for the password in place, and what was typed is saved", async () => {
    const { page, expectComplaint } = await visit({ width, as: owner });
    expectComplaint(SIGNED_OUT);
    await page.goto(editor());
    await untilAlive(page.getByLabel("Title"));
    await endSessions();
    await page.getByLabel("Title").fill("Written before it ended");

    const dialog = signInDialog(page);
    await dialog.waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 740 });
    expect(await dialog.getByLabel("E-mail").inputValue()).toBe(owner.email);
    await dialog.getByLabel("Password", { exact: true }).fill("not the password");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.getByText("E-mail or password is not right.").waitFor();
    await signIn(dialog);
    await waitForState(page, "Saved");
    expect(await page.getByLabel("Title").inputValue()).toBe("Written before it ended");
    expect(await titleOf(product)).toBe("Written before it ended");
  });

  it("keeps the page and says so when the password is not given", async () => {
    const { page, expectComplaint } = await visit({ width, as: await signInAgain(owner) });
    expectComplaint(SIGNED_OUT);
    await page.goto(editor());
    await untilAlive(page.getByLabel("Title"));
    await endSessions();
    await page.getByLabel("Title").fill("Kept on the page");
    await signInDialog(page).waitFor();
    await page.keyboard.press("Escape");
    await waitForState(page, "Not saved: you are signed out");
    expect(await page.getByLabel("Title").inputValue()).toBe("Kept on the page");
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width, height: 740 });

    await page.getByRole("region", { name: "Signed out" }).getByRole("button", { name: "Sign in" }).click();
    await signIn(signInDialog(page));
    await page.getByRole("region", { name: "Signed out" }).waitFor({ state: "detached" });
    await waitForState(page, "Saved");
    expect(await titleOf(product)).toBe("Kept on the page");
  });

  it("lets an upload go on where it stopped", async () => {
    const { page, expectComplaint } = await visit({ width, as: await signInAgain(owner), link });
    expectComplaint(SIGNED_OUT);
    expectComplaint(/\/api\/v1\/uploads\/.*(net::ERR_|status of 409)/);
    await page.goto(editor());
    await untilAlive(page.getByRole("tab", { name: "Content" }));
    const film = { name: "film.bin", mimeType: "application/octet-stream", buffer: randomBytes(24 * MIB) };
    const offsets: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH" && request.url().includes("/uploads/"))
        offsets.push(Number(request.headers()["upload-offset"]));
    });
    link.pace(8 * MIB);
    await dropFiles(page, [film]);
    const bar = page.getByRole("progressbar", { name: `Upload of ${film.name}` });
    await until(
      async () => Number(await bar.getAttribute("value")),
      (part) => part > 0.5,
    );
    link.breakOff();
    await endSessions();
    link.pace(0);
    link.mend();
    await signIn(signInDialog(page));
    await waitForFile(page, film.name);
    expect(offsets.at(-1)).toBeGreaterThan(0);
  });

  it("comes back to the very page that was asked for", async () => {
    const { page } = await visit({ width });
    await page.goto(`/studio/${product.shop.handle}/sales?query=x`);
    await page.waitForURL(/\/sign-in\?next=/);
    await signInHere(page, owner.email);
    await page.waitForURL(`**/studio/${product.shop.handle}/sales?query=x`);
  });

  const editor = () => `/studio/${product.shop.handle}/products/${product.productId}`;
  const endSessions = () => sql("delete from sessions where user_id = $1", [owner.userId]);
});

function signInDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "You were signed out" });
}

async function signIn(dialog: Locator): Promise<void> {
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in" }).click();
}

async function titleOf({ productId }: ForSale): Promise<string | undefined> {
  return (await sql<{ title: string }>("select title from products where id = $1", [productId]))[0]?.title;
}
