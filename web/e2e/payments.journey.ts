import { describe, expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { useBrowser, type Visit, WIDTHS, type Width } from "./world/browser.ts";
import { downloadHere } from "./world/downloads.ts";
import { CARDS, payByCard, startBuying, waitUntilPaid } from "./world/paying.ts";
import { untilAlive } from "./world/press.ts";

const FILE = "guide.pdf";
const { visit } = useBrowser();

describe.each(WIDTHS)("payments at %d px", (width) => {
  it.each([
    ["a declined card", CARDS.declines, "Your card was declined."],
    ["a card without the money", CARDS.lacksFunds, "Your card has insufficient funds."],
  ])("%s opens nothing, and another card may follow", async (_, card, said) => {
    const { product, buyer } = await atCheckout(width);
    // The payment page answers 402 when a bank says no.
    buyer.expectComplaint(/\/sandbox\/checkout\/.* status of 402/);
    await payByCard(buyer.page, card);
    await buyer.page.getByRole("alert").getByText(said).waitFor();
    await expectNotOwned(buyer, product);
    await payByCard(buyer.page);
    await waitUntilPaid(buyer.page);
    expect((await downloadHere(buyer.page, FILE)).sha256).toBe(product.sha256);
  });

  it("a card that asks its owner waits for the answer, and takes a no", async () => {
    const { product, buyer } = await atCheckout(width);
    buyer.expectComplaint(/\/sandbox\/.* status of 402/);
    await payByCard(buyer.page, CARDS.authenticates);
    await buyer.page.getByRole("heading", { name: "Your bank asks: is this you?" }).waitFor();
    await expectNotOwned(buyer, product);
    await buyer.page.getByRole("button", { name: "Fail" }).click();
    await buyer.page.getByText("Nothing was charged.").waitFor();
    await expectNotOwned(buyer, product);
    await payByCard(buyer.page, CARDS.authenticates);
    await buyer.page.getByRole("button", { name: "Complete" }).click();
    await waitUntilPaid(buyer.page);
    expect((await downloadHere(buyer.page, FILE)).sha256).toBe(product.sha256);
  });

  it("a bank payment opens nothing until the money is there; then the page turns by itself", async () => {
    const { product, buyer, person } = await atCheckout(width);
    await payByBank(buyer);
    await expectNotOwned(buyer, product);
    await decideForTheBank(person, "Settle");
    await waitUntilPaid(buyer.page);
    expect((await downloadHere(buyer.page, FILE)).sha256).toBe(product.sha256);
  });

  it("a bank payment that bounces opens nothing, and the page says so by itself", async () => {
    const { product, buyer, person } = await atCheckout(width);
    await payByBank(buyer);
    await decideForTheBank(person, "Fail");
    await buyer.page
      .getByRole("heading", { name: "The payment did not go through" })
      .waitFor({ timeout: 30_000 });
    await expectNotOwned(buyer, product);
  });

  it.each([
    ["a card whose refunds take a while", CARDS.refundsSlowly],
    ["a card whose refunds fail", CARDS.failsRefunds],
  ])("%s pays like any other", async (_, card) => {
    const { product, buyer } = await atCheckout(width);
    await payByCard(buyer.page, card);
    await waitUntilPaid(buyer.page);
    expect((await downloadHere(buyer.page, FILE)).sha256).toBe(product.sha256);
  });

  it("a payment that is disputed closes the content, and the page says why", async () => {
    const { product, buyer, person } = await atCheckout(width);
    await payByCard(buyer.page, CARDS.isDisputed);
    await until(
      () => sql("select 1 from purchases where buyer_id = $1 and status = 'disputed'", [person.userId]),
      (rows) => rows.length === 1,
    );
    await buyer.page.goto(`/library/${product.slug}`);
    await buyer.page.getByRole("heading", { name: "Closed while the payment is disputed" }).waitFor();
    expect(await buyer.page.getByRole("button", { name: /Download/ }).count()).toBe(0);
    await buyer.page.goto("/library?state=ended");
    await buyer.page.getByText("Disputed").waitFor();
  });

  it("pressed twice and in two tabs it is one order, and Back leaves the button alive", async () => {
    const product = await sell(await openShop(), { fileName: FILE, amount: 1900 });
    const person = await signUp("Noor Buyer");
    const { page, context } = await visit({ width, as: person });
    const other = await context.newPage();
    for (const tab of [page, other]) {
      await tab.goto(`/p/${product.slug}`);
      await untilAlive(tab.getByRole("button", { name: "Buy for $19" }));
    }
    await page.getByRole("button", { name: "Buy for $19" }).dblclick();
    await other.getByRole("button", { name: "Buy for $19" }).click();
    await other.getByLabel("Card number").waitFor();
    await page.getByLabel("Card number").waitFor();
    expect(page.url()).toBe(other.url());
    await page.goBack();
    await startBuying(page, "$19");
    await payByCard(page);
    await waitUntilPaid(page);
    // The other tab's payment page is spent: it leads to what was bought instead of charging again.
    await other.reload();
    await other.getByRole("heading", { name: "This order is paid" }).waitFor();
    await other.getByRole("link", { name: "Go to your order" }).click();
    await other.getByRole("heading", { name: "Paid", exact: true }).waitFor();
    await other.goto(`/p/${product.slug}`);
    await other.getByRole("link", { name: "View content" }).first().waitFor();
    expect(await sql("select 1 from purchases where buyer_id = $1", [person.userId])).toHaveLength(1);
  });

  it("going back from the payment page leaves everything as it was", async () => {
    const { product, buyer } = await atCheckout(width);
    await buyer.page.getByRole("button", { name: "Cancel and go back" }).click();
    await buyer.page.getByRole("heading", { name: "Nothing was bought" }).waitFor();
    await expectNotOwned(buyer, product);
  });
});

async function atCheckout(width: Width): Promise<{ product: ForSale; buyer: Visit; person: Person }> {
  const product = await sell(await openShop(), { fileName: FILE, amount: 1900 });
  const person = await signUp("Noor Buyer");
  const buyer = await visit({ width, as: person });
  await buyer.page.goto(`/p/${product.slug}`);
  await startBuying(buyer.page, "$19");
  return { product, buyer, person };
}

async function payByBank({ page }: Visit): Promise<void> {
  await page.getByRole("radio", { name: /^Bank debit/ }).check();
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.getByRole("heading", { name: "Confirming your payment" }).waitFor();
}

/** On the sandbox's own page, where banks are played. */
async function decideForTheBank(buyer: Person, decision: "Settle" | "Fail"): Promise<void> {
  const { page } = await visit({ local: true });
  await page.goto("/sandbox");
  const row = page.getByRole("row").filter({ hasText: buyer.email });
  await row.getByRole("button", { name: new RegExp(`^${decision}: `) }).click();
  await row.getByRole("button", { name: new RegExp(`^${decision}: `) }).waitFor({ state: "detached" });
}

/** Asked from another tab: the content is not there yet. */
async function expectNotOwned({ context, expectComplaint }: Visit, product: ForSale): Promise<void> {
  const page = await context.newPage();
  expectComplaint(new RegExp(`/library/${product.slug}: .* status of 404`));
  await page.goto(`/p/${product.slug}`);
  await page.getByRole("button", { name: "Buy for $19" }).waitFor();
  await page.goto(`/library/${product.slug}`);
  expect(await page.getByRole("button", { name: /Download/ }).count()).toBe(0);
  await page.close();
}
