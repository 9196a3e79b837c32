import { describe, expect, it } from "vitest";
import { signUp } from "../../acceptance/world/people.ts";
import { openShop } from "../../acceptance/world/shop.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { endPeriod, joinTier, makeTier, subscribeByCard, tiersPage } from "./world/memberships.ts";
import { writePost } from "./world/posts.ts";
import { press } from "./world/press.ts";

const { visit } = useBrowser();
const WORDS = "only members read this";

describe.each(WIDTHS)("a membership at %d px", (width) => {
  it("is made, joined, seen, cancelled, still seen, and closed when its period ends", async () => {
    const shop = await openShop();
    const creator = await visit({ width, as: shop.owner });
    await creator.page.goto(`/studio/${shop.handle}/memberships`);
    await press(creator.page.getByRole("button", { name: "Create the first tier" }));
    const form = creator.page.getByRole("form", { name: "New tier" });
    await form.getByLabel("Name").fill("Bench");
    await form.getByLabel("What it opens").fill("Plans, *every* week.");
    await form.getByLabel("Price per month").fill("5");
    await form.getByRole("button", { name: "Create tier" }).click();
    await creator.page.getByText("$5 a month · 0 members").waitFor();
    const postId = await writePost(shop, { title: "At the stone", body: WORDS, visibility: "subscribers" });

    const fan = await signUp("Noor Fan");
    const { page } = await visit({ width, as: fan });
    await page.goto(`/posts/${postId}`);
    expect(await page.getByText(WORDS).count()).toBe(0);
    await page.getByRole("link", { name: "Become a member" }).click();
    const tier = page.getByRole("article", { name: "Bench" });
    await tier.getByText(/renews by itself until you cancel/).waitFor();
    await tier.getByRole("button", { name: "Join Bench for $5 a month" }).click();
    await subscribeByCard(page);
    await page.goto(`/posts/${postId}`);
    await page.getByText(WORDS).waitFor();

    await page.goto("/memberships");
    await page.getByText(/^Renews on/).waitFor();
    await page.locator("summary", { hasText: "Cancel" }).click();
    await page.getByText(/^You keep everything until/).waitFor();
    await page.getByRole("button", { name: "Cancel the membership" }).click();
    await page.getByText(/^Access until .* Nothing more is charged\.$/).waitFor();
    await page.goto(`/posts/${postId}`);
    await page.getByText(WORDS).waitFor();
    await page.goto("/library");
    await page.getByRole("link", { name: /A shop.*until/ }).waitFor();

    await endPeriod(fan);
    await page.goto(`/posts/${postId}`);
    await page.getByRole("link", { name: "Become a member" }).waitFor();
    expect(await page.getByText(WORDS).count()).toBe(0);
    await page.goto("/memberships");
    await page.getByText(/^Ended on/).waitFor();

    await creator.page.goto(`/studio/${shop.handle}/memberships/members?status=expired`);
    await creator.page.getByText("Noor Fan", { exact: true }).first().waitFor();
  });

  it("moves up at once and down later, and the end can be taken back", async () => {
    const shop = await openShop();
    const silver = await makeTier(shop, "Silver", 500);
    const goldId = await makeTier(shop, "Gold", 1000, { seats: 1 });
    const fan = await signUp("Mia Member");
    await joinTier(fan, shop, silver);
    const { page } = await visit({ width, as: fan });
    await page.goto(tiersPage(shop));
    const gold = page.getByRole("article", { name: "Gold" });
    await gold.getByText("1 place left.").waitFor();
    await gold.locator("summary", { hasText: "$10 a month" }).click();
    await gold
      .locator("details[open]")
      .getByText(/\$10, less what is unused .* is taken from your card now; the next \$10 on/)
      .waitFor();
    // The creator asks for more while the page is open: that is said, and not charged.
    const ask = (amount: number) =>
      shop.owner.json("PATCH", `/api/v1/tiers/${goldId}`, {
        prices: [{ interval: "month", amount, currency: "usd" }],
      });
    await ask(90_000);
    await gold.locator("details[open]").getByRole("button", { name: "Move up now" }).click();
    await page.getByText(/^The price of that tier has changed since you looked\./).waitFor();
    await gold.locator("summary", { hasText: "$900 a month" }).waitFor();
    await ask(1000);
    await page.reload();
    await gold.locator("summary", { hasText: "$10 a month" }).click();
    await gold.locator("details[open]").getByRole("button", { name: "Move up now" }).click();
    await page.waitForURL("**/memberships");
    await page.getByText("Gold, $10 a month").waitFor();

    await page.goto(tiersPage(shop));
    await gold.getByText("Your tier").waitFor();
    const low = page.getByRole("article", { name: "Silver" });
    await low.locator("summary", { hasText: "$5 a month" }).click();
    await low.locator("details[open]").getByRole("button", { name: "Change then" }).click();
    await page.getByText(/^Changes to Silver, by the month, on/).waitFor();

    await page.locator("summary", { hasText: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel the membership" }).click();
    await page.getByRole("button", { name: "Keep the membership" }).click();
    await page.getByText(/^Renews on/).waitFor();
    await page.getByRole("button", { name: "Change card, see invoices" }).click();
    await page.waitForURL("**/sandbox/portal/**");
  });

  it("is joined and cancelled without scripts", async () => {
    const shop = await openShop();
    await makeTier(shop, "Silver", 500);
    const fan = await signUp("Ada Plain");
    const { page } = await visit({ width, as: fan, plain: true });
    await page.goto(tiersPage(shop));
    await page.getByRole("button", { name: "Join Silver for $5 a month" }).click();
    await subscribeByCard(page);
    await page.goto("/memberships");
    await page.locator("summary", { hasText: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel the membership" }).click();
    await page.getByText(/^Access until/).waitFor();
  });
});

it("tiers are put in order by the keyboard, edited, and closed to new members", async () => {
  const shop = await openShop();
  await makeTier(shop, "Silver", 500);
  await makeTier(shop, "Gold", 1000);
  const { page } = await visit({ as: shop.owner });
  await page.goto(`/studio/${shop.handle}/memberships`);
  const grip = page.getByRole("button", { name: /^Move Gold, 2 of 2/ });
  await press(grip);
  await page.keyboard.press("ArrowUp");
  await page.getByRole("button", { name: /^Move Gold, 1 of 2/ }).waitFor();
  await page.getByText("Order saved").waitFor();
  await page.getByRole("button", { name: "Edit Gold" }).click();
  const form = page.getByRole("form", { name: "Edit Gold" });
  await form.getByLabel("Price per month").fill("abc");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("An amount such as 5 or 5.50.").waitFor();
  await form.getByLabel("Price per month").fill("12");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("$12 a month").waitFor();
  await page.getByRole("button", { name: "Close Gold to new members" }).click();
  await page.getByText("Closed to new members").waitFor();
  const visitor = await visit({});
  await visitor.page.goto(tiersPage(shop));
  await visitor.page.getByRole("article", { name: "Silver" }).waitFor();
  expect(await visitor.page.getByRole("article", { name: "Gold" }).count()).toBe(0);
});
