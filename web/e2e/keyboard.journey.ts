import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PASSWORD, signUp } from "../../acceptance/world/people.ts";
import { openShop, sell } from "../../acceptance/world/shop.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { saveNext } from "./world/downloads.ts";
import { pressOn, tabTo, typeInto } from "./world/keyboard.ts";
import { CARDS, waitUntilPaid } from "./world/paying.ts";
import { untilAlive } from "./world/press.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(WIDTHS)("without a mouse at %d px", (width) => {
  it("signs in, buys and downloads", async () => {
    const buyer = await signUp("Noor Buyer");
    const title = `Field guide ${randomBytes(4).toString("hex")}`;
    const product = await sell(await openShop(), { title, fileName: FILE });
    const { page } = await visit({ width });
    const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });

    await page.goto("/");
    await tabTo(page, page.getByRole("link", { name: "Skip to content" }));
    await typeInto(page, page.getByRole("searchbox", { name: "Search products" }), title);
    await page.keyboard.press("Enter");
    await pressOn(page, page.getByRole("main").getByRole("link", { name: new RegExp(`^${title}`) }));
    await pressOn(page, page.getByRole("link", { name: "Buy for $19" }));

    await untilAlive(button("Sign in"));
    await typeInto(page, page.getByLabel("E-mail"), buyer.email);
    await typeInto(page, page.getByLabel("Password", { exact: true }), PASSWORD);
    await page.keyboard.press("Enter");
    await untilAlive(button("Buy for $19"));
    await pressOn(page, button("Buy for $19"));

    await typeInto(page, page.getByLabel("Card number"), CARDS.pays);
    await typeInto(page, page.getByLabel("Valid until"), "12/34");
    await typeInto(page, page.getByLabel("Security code"), "123");
    await pressOn(page, button("Pay $19.00"));
    await waitUntilPaid(page);
    await untilAlive(button(`Download ${FILE}`));
    await tabTo(page, button(`Download ${FILE}`));
    const saved = await saveNext(page, () => page.keyboard.press("Enter"));
    expect(saved).toMatchObject({ name: FILE, sha256: product.sha256 });

    await pressOn(page, button("Account menu"));
    await pressOn(page, page.getByRole("link", { name: "Account" }));
    await page.getByRole("heading", { name: "Account", level: 1 }).waitFor();
  });
});
