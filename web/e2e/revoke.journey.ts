import { describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { signUp } from "../../acceptance/world/people.ts";
import { buy, openShop, sell } from "../../acceptance/world/shop.ts";
import { NARROW, useBrowser } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { press } from "./world/press.ts";
import { openSale } from "./world/sales.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(NARROW)("access at %d px", (width) => {
  it("is taken away by hand, refused to the buyer, and restored", async () => {
    const person = await signUp("Noor Buyer");
    const product = await sell(await openShop(), { fileName: FILE });
    await buy(person, product);
    const buyer = await visit({ width, as: person });
    await buyer.page.goto(`/library/${product.slug}`);
    await downloadHere(buyer.page, FILE);

    const { page } = await visit({ width, as: product.shop.owner });
    const sheet = await openSale(page, product.shop.handle, "Noor Buyer");
    await press(sheet.getByRole("button", { name: "Take access away" }));
    const revoking = page.getByRole("dialog", { name: "Take access away" });
    await revoking.getByLabel("Reason").fill("Shared the file");
    await revoking.getByRole("button", { name: "Take access away" }).click();
    await sheet.getByText("Files closed by hand").waitFor();
    await sheet.getByText("“Shared the file”").waitFor();

    buyer.expectComplaint(/\/(downloads|denied\?.*): .*status of 403/);
    await buyer.page.getByRole("button", { name: `Download ${FILE}` }).click();
    await buyer.page.waitForURL("**/denied?code=access_revoked*");
    await buyer.page.goto(`/library/${product.slug}`);
    expect(await buyer.page.getByRole("button", { name: /Download/ }).count()).toBe(0);

    await sheet.getByRole("button", { name: "Restore access" }).click();
    const restoring = page.getByRole("dialog", { name: "Restore access" });
    await restoring.getByLabel("Reason").fill("It was somebody else");
    await restoring.getByRole("button", { name: "Restore access" }).click();
    await sheet.getByText("Files open").waitFor();
    await buyer.page.reload();
    expect((await downloadHere(buyer.page, FILE)).sha256).toBe(product.sha256);
  });
});

describe("a sale's sheet", () => {
  it("has an address: it opens on reload, closes with Escape and Back, and gives the focus back", async () => {
    const product = await sell(await openShop());
    const id = await buy(await signUp("Noor Buyer"), product);
    const { page } = await visit({ as: product.shop.owner });
    const sheet = await openSale(page, product.shop.handle, "Noor Buyer");
    expect(page.url()).toContain(`sale=${id}`);
    await page.reload();
    await press(sheet.getByRole("button", { name: "Resend receipt" }));
    await page.getByText(/^Receipt sent to /).waitFor();
    await sheet.getByText("Receipt sent again").waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    await page.waitForURL(`**/studio/${product.shop.handle}/sales`);

    await page.getByRole("link", { name: "Noor Buyer" }).press("Enter");
    await sheet.waitFor();
    await page.goBack();
    await sheet.waitFor({ state: "hidden" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("Noor Buyer");
  });

  it("is the same to an analyst, without what they may not do", async () => {
    const product = await sell(await openShop());
    await buy(await signUp("Noor Buyer"), product);
    const analyst = await signUp("Ana Analyst");
    await sql(
      "insert into creator_members (creator_id, user_id, role, created_at) values ($1, $2, 'analyst', now())",
      [product.shop.creatorId, analyst.userId],
    );
    const { page } = await visit({ as: analyst });
    const sheet = await openSale(page, product.shop.handle, "Noor Buyer");
    await sheet.getByText("What happened").waitFor();
    for (const name of ["Refund", "Take access away", "Resend receipt"])
      expect(await sheet.getByRole("button", { name }).count()).toBe(0);
  });
});
