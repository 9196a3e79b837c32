import { expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import { signUp } from "../../acceptance/world/people.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { openClub } from "./world/posts.ts";
import { press } from "./world/press.ts";

const { visit } = useBrowser();

it("a member takes a private feed along, and makes its address anew", async () => {
  const club = await openClub();
  const fan = await signUp("Ada Reader");
  await sql(
    `insert into subscriptions (id, user_id, creator_id, tier_id, interval, price_amount, price_currency, status, paid_until,
       open_until, started_at, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, $3, 'month', 500, 'usd', 'active', now() + interval '9 days', now() + interval '9 days',
       now(), now(), now())`,
    [fan.userId, club.creatorId, club.tierId],
  );
  const { page } = await visit({ width: 360, as: fan });
  await page.goto("/memberships");
  await press(page.locator("summary", { hasText: "Private feed" }));
  await press(page.getByRole("button", { name: "Get the address" }));
  const field = page.getByLabel(/^Your feed of/);
  const address = await field.inputValue();
  expect((await fetch(address)).status).toBe(200);
  expect(await accessProblems(page)).toEqual([]);
  await press(page.getByRole("button", { name: "Make a new address" }));
  await until(
    () => field.inputValue(),
    (value) => value !== address,
  );
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(await field.inputValue())).status).toBe(200);
});
