import { expect, it } from "vitest";
import { sql, until } from "../../acceptance/world/database.ts";
import { signUp } from "../../acceptance/world/people.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { draftPost, follow, openClub } from "./world/posts.ts";
import { press } from "./world/press.ts";

const { visit } = useBrowser();

it("a post is published, heard of in the page and by mail, and one click ends such mails", async () => {
  const club = await openClub();
  const fan = await signUp("Noor Fan");
  await sql("update users set email_verified = true where id = $1", [fan.userId]);
  await follow(fan, club);

  const creator = await visit({ as: club.owner });
  await creator.page.goto(`/studio/${club.handle}/posts`);
  await draftPost(creator.page, {
    Title: "At the stone",
    Text: "Words that members read",
    Teaser: "How to sharpen",
  });
  await press(creator.page.getByRole("radio", { name: /^Your 0 members/ }));
  await creator.page.getByRole("button", { name: "Publish" }).click();
  const mails = await until(
    () =>
      sql<{ id: string }>(
        "select id from mails where user_id = $1 and kind = 'new_post' and sent_at is not null",
        [fan.userId],
      ),
    (rows) => rows.length > 0,
    20_000,
  );

  await creator.page.goto(`/@${club.handle}/posts`);
  const feed = creator.page.locator('link[rel="alternate"][type="application/atom+xml"][href$="/posts.xml"]');
  expect((await fetch((await feed.getAttribute("href"))!)).status).toBe(200);

  const { page } = await visit({ width: 360, as: fan });
  await page.goto("/");
  await press(page.getByRole("button", { name: "Account menu, 1 unread" }));
  await page.getByRole("link", { name: "Notifications" }).click();
  const notice = page.getByRole("link", { name: /has published “At the stone”/ });
  await notice.waitFor();
  // What is seen is not unread any more, and shows as new as long as the page does.
  await page.getByRole("button", { name: "Account menu", exact: true }).waitFor();
  await notice.getByText("(new)").waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await notice.click();
  await page.getByText("How to sharpen").first().waitFor();
  expect(await page.getByText("Words that members read").count()).toBe(0);

  await page.goto(`/sandbox/mail/${mails[0]!.id}`);
  const mail = page.frameLocator("iframe");
  await mail.locator("p", { hasText: "How to sharpen" }).waitFor();
  expect(await mail.getByText("Words that members read").count()).toBe(0);
  const link = await mail.getByRole("link", { name: "No more mails like this" }).getAttribute("href");

  await page.goto(link!);
  await page.getByRole("heading", { name: "Unsubscribe" }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  const elsewhere = await visit({ width: 360, plain: true });
  await elsewhere.page.goto(link!);
  await elsewhere.page.getByRole("heading", { name: "Unsubscribe" }).waitFor();
  await elsewhere.page.getByRole("button", { name: "Send me no more" }).click();
  await elsewhere.page.getByRole("heading", { name: "You are unsubscribed" }).waitFor();

  await page.goto("/account#notifications");
  const switches = page.getByRole("group", { name: "New posts of creators I follow or am a member of" });
  expect(await switches.getByRole("checkbox", { name: "By mail" }).isChecked()).toBe(false);
  expect(await switches.getByRole("checkbox", { name: "Here" }).isChecked()).toBe(true);
  await press(switches.getByRole("checkbox", { name: "By mail" }));
  await until(
    () => sql("select 1 from notification_mutes where user_id = $1", [fan.userId]),
    (rows) => rows.length === 0,
  );

  const plain = await visit({ width: 360, plain: true, as: fan });
  await plain.page.goto("/account#notifications");
  const boxes = plain.page.getByRole("group", { name: "New posts of creators I follow or am a member of" });
  await boxes.getByRole("checkbox", { name: "Here" }).uncheck();
  await plain.page.getByRole("button", { name: "Save notifications" }).click();
  await plain.page.getByText("Saved.").waitFor();
  expect(await boxes.getByRole("checkbox", { name: "Here" }).isChecked()).toBe(false);
  expect(await boxes.getByRole("checkbox", { name: "By mail" }).isChecked()).toBe(true);
});

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
  // The old one is dead then, and so it is asked about.
  await press(page.getByRole("button", { name: "Make a new address" }));
  await page.getByRole("dialog", { name: "Make a new address?" }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect((await fetch(address)).status, "asked, and left alone").toBe(200);
  await press(page.getByRole("button", { name: "Make a new address" }));
  await press(page.getByRole("button", { name: "Make a new one" }));
  await until(
    () => field.inputValue(),
    (value) => value !== address,
  );
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(await field.inputValue())).status).toBe(200);
});
