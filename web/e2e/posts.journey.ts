import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { useBrowser, type Visit, WIDTHS } from "./world/browser.ts";
import { payByCard, waitUntilPaid } from "./world/paying.ts";
import { draftPost, follow, openClub, picture, writePost } from "./world/posts.ts";
import { press, untilAlive } from "./world/press.ts";
import { dropFiles, waitForState } from "./world/studio.ts";

const { visit } = useBrowser();
const SECRET = "the words that are paid for";

describe.each(WIDTHS)("posts at %d px", (width) => {
  it("a creator writes for members; a fan learns what there is and gets nothing of it", async () => {
    const club = await openClub();
    const creator = await visit({ width, as: club.owner });
    await write(creator.page, club.handle, "At the stone");
    await creator.page.getByRole("radio", { name: "Your 0 members" }).check();
    const postId = await publish(creator.page);

    const fan = await signUp("Noor Fan");
    const seen = await visit({ width, as: fan });
    const answers = listen(seen);
    await seen.page.goto(`/@${club.handle}`);
    await seen.page.getByRole("link", { name: "At the stone" }).click();
    await seen.page.getByRole("heading", { name: "At the stone", level: 1 }).waitFor();
    await seen.page.getByText("What it is about").waitFor();
    await seen.page.getByText("This is for members of A shop.").waitFor();
    const join = seen.page.getByRole("link", { name: "Become a member" });
    expect(await join.getAttribute("href")).toBe(`/@${club.handle}/membership?tier=${club.tierId}`);
    await seen.page.waitForLoadState("networkidle");
    await expectNothingOf(await answers(), club.owner, postId);
    await expectRefused(fan, club.owner, postId);
  });

  it("a fan unlocks a post on the payment page and sees it", async () => {
    const club = await openClub();
    const creator = await visit({ width, as: club.owner });
    await write(creator.page, club.handle, "Plans of the bench");
    await creator.page.getByRole("radio", { name: "Whoever pays for it" }).check();
    await creator.page.getByLabel("Price", { exact: true }).fill("7");
    const postId = await publish(creator.page);

    const fan = await signUp("Noor Fan");
    const { page } = await visit({ width, as: fan });
    await page.goto(`/posts/${postId}`);
    await expectRefused(fan, club.owner, postId);
    await press(page.getByRole("button", { name: "Unlock for $7" }));
    const dialog = page.getByRole("dialog", { name: "Unlock for $7?" });
    await dialog.getByText("You pay $7 once").waitFor();
    await dialog.getByText("The payment page comes next.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Unlock for $7" }).click();
    await dialog.getByRole("button", { name: "Pay $7" }).click();
    await page.getByLabel("Card number").waitFor();

    // Leaving it leads back.
    await page.goto(`/checkout/cancelled?post=${postId}`);
    await page.getByRole("link", { name: "Back to Plans of the bench" }).click();
    await press(page.getByRole("button", { name: "Unlock for $7" }));
    await dialog.getByRole("button", { name: "Pay $7" }).click();
    await payByCard(page);
    await waitUntilPaid(page);
    await page.getByRole("link", { name: "See the post" }).click();
    await page.getByText(SECRET).waitFor();
    expect(await page.getByRole("button", { name: /^Unlock/ }).count()).toBe(0);
    await page.getByText("Unlocked", { exact: true }).waitFor();
    await seePicture(page);
  });
});

describe("the editor of posts", () => {
  it("saves drafts by itself, and what is published only when asked", async () => {
    const club = await openClub();
    const { page } = await visit({ as: club.owner });
    await page.goto(`/studio/${club.handle}/posts`);
    await draftPost(page, { Title: "First", Text: SECRET, Teaser: "" });
    await page.reload();
    const title = page.getByRole("textbox", { name: "Title" });
    expect(await title.inputValue()).toBe("First");

    const postId = await publish(page);
    await title.fill("Second");
    await page.getByText("Readers still see the saved text.").waitFor();
    await waitForState(page, "Not saved yet");
    const told = async () =>
      (await club.owner.json<{ title: string }>("GET", `/api/v1/posts/${postId}`)).title;
    expect(await told()).toBe("First");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("link", { name: "View post" }).waitFor();
    expect(await told()).toBe("Second");
  });

  it("waits for a time, and goes back", async () => {
    const club = await openClub();
    const { page } = await visit({ as: club.owner });
    await page.goto(`/studio/${club.handle}/posts`);
    await draftPost(page, { Title: "Tomorrow", Text: "Soon", Teaser: "" });
    await page.getByRole("radio", { name: "At a time you choose" }).check();
    await page.getByRole("button", { name: "Schedule", exact: true }).click();
    await page.getByText("Until then only you and your team see it.").waitFor();
    await page.goto(`/studio/${club.handle}/posts?status=scheduled`);
    await page.getByRole("link", { name: "Tomorrow" }).click();
    await press(page.getByRole("button", { name: "Publish now" }));
    await page.getByRole("link", { name: "View post" }).waitFor();
    await page.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
    await press(page.getByRole("button", { name: "Delete" }));
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "No posts yet" }).waitFor();
  });

  it("shows the post as others will see it", async () => {
    const club = await openClub();
    const id = await writePost(club, {
      title: "Plans",
      teaser: "A word",
      body: SECRET,
      visibility: "subscribers",
    });
    const { page } = await visit({ as: club.owner });
    await page.goto(`/studio/${club.handle}/posts/${id}`);
    const preview = page.getByRole("region", { name: "Preview of the post" });
    await untilAlive(preview.getByRole("radio", { name: "You" }));
    await preview.getByText(SECRET).waitFor();
    await preview.getByText("Visitor", { exact: true }).click();
    await preview.getByRole("link", { name: "I am a member: sign in" }).waitFor();
    expect(await preview.getByText(SECRET).count()).toBe(0);
    await preview.getByText("Member", { exact: true }).click();
    await preview.getByText(SECRET).waitFor();
    await preview.getByText("Buyer", { exact: true }).click();
    await preview.getByText("This is for members of A shop.").waitFor();
    await preview.getByRole("link", { name: "Become a member" }).click();
    expect(new URL(page.url()).pathname).toBe(`/studio/${club.handle}/posts/${id}`);
  });

  it("puts pictures in order by keys", async () => {
    const club = await openClub();
    const { page } = await visit({ as: club.owner });
    await page.goto(`/studio/${club.handle}/posts`);
    await draftPost(page, { Title: "Two", Text: "", Teaser: "" });
    for (const name of ["one.png", "two.png"]) {
      await dropFiles(page, [{ name, mimeType: "image/png", buffer: await picture("#336699") }]);
      await page.getByRole("button", { name: `Remove ${name}` }).waitFor();
    }
    await page.getByRole("button", { name: /^Move one.png, 1 of 2/ }).press("ArrowDown");
    await page.getByRole("button", { name: /^Move one.png, 2 of 2/ }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /^Move one.png, 2 of 2/ }).waitFor();
  });
});

describe("the feed", () => {
  it("goes on where it was after Back", async () => {
    const club = await openClub();
    for (let n = 1; n <= 26; n++)
      await club.owner.json("POST", "/api/v1/posts", {
        creatorId: club.creatorId,
        title: `Note ${n}`,
        body: "Short.",
        visibility: "free",
      });
    const fan = await signUp("Noor Fan");
    await follow(fan, club);
    const { page } = await visit({ width: 360, as: fan });
    await page.goto("/feed");
    await page.getByRole("link", { name: "Note 26", exact: true }).waitFor();
    const last = page.getByRole("link", { name: "Note 1", exact: true });
    await untilAlive(page.getByRole("link", { name: "Show more" }));
    // More come by scrolling alone, and take the link away when they are all.
    await page.getByRole("link", { name: "Show more" }).scrollIntoViewIfNeeded();
    await last.click();
    await page.getByRole("heading", { name: "Note 1", level: 1 }).waitFor();
    await page.goBack();
    await last.waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(1000);
  });

  it("reads without scripts, page by page", async () => {
    const club = await openClub();
    const id = await writePost(club, { title: "Plain", teaser: "A word", body: SECRET, visibility: "free" });
    const fan = await signUp("Noor Fan");
    await follow(fan, club);
    const { page } = await visit({ as: fan, plain: true });
    await page.goto("/feed");
    await page.getByRole("link", { name: "Plain" }).click();
    await page.getByText(SECRET).waitFor();
    expect(page.url()).toContain(`/posts/${id}`);
  });
});

/** A draft with words and a picture, dropped into the page. */
async function write(page: Page, handle: string, title: string): Promise<void> {
  await page.goto(`/studio/${handle}/posts`);
  await draftPost(page, { Title: title, Text: SECRET, Teaser: "What it is about" });
  await dropFiles(page, [{ name: "bench.png", mimeType: "image/png", buffer: await picture("#336699") }]);
  await page.getByLabel("What bench.png shows").fill("The bench");
  await page.keyboard.press("Enter");
}

async function publish(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("link", { name: "View post" }).waitFor();
  return new URL(page.url()).pathname.split("/").at(-1)!;
}

/** Everything that a visit is sent from now on. */
function listen({ page }: Visit): () => Promise<string[]> {
  const answers: Promise<string>[] = [];
  page.on("response", (answer) => {
    answers.push(
      answer.body().then(
        (body) => `${answer.url()}\n${body.toString("latin1")}`,
        () => answer.url(),
      ),
    );
  });
  return () => Promise.all(answers);
}

/** Neither the words nor the picture, nor even where it is. */
async function expectNothingOf(answers: string[], owner: Person, postId: string): Promise<void> {
  const fileId = await pictureOf(owner, postId);
  expect(answers.some((answer) => answer.includes("What it is about"))).toBe(true);
  for (const hidden of [SECRET, fileId, "/api/v1/views/"])
    expect(answers.filter((answer) => answer.includes(hidden))).toEqual([]);
}

/** Whoever asks past the page is refused; the owner shows that the same request works. */
async function expectRefused(fan: Person, owner: Person, postId: string): Promise<void> {
  const fileId = await pictureOf(owner, postId);
  for (const [method, path] of [
    ["GET", `/api/v1/posts/${postId}/media`],
    ["POST", `/api/v1/files/${fileId}/views`],
    ["POST", `/api/v1/files/${fileId}/downloads`],
  ] as const) {
    expect((await owner.fetch(path, { method })).ok).toBe(true);
    expect([403, 404]).toContain((await fan.fetch(path, { method })).status);
  }
}

async function pictureOf(owner: Person, postId: string): Promise<string> {
  const { mediaFiles } = await owner.json<{ mediaFiles: { id: string }[] }>("GET", `/api/v1/posts/${postId}`);
  return mediaFiles[0]!.id;
}

/** In the page, and as large as the window. */
async function seePicture(page: Page): Promise<void> {
  const shown = page.getByRole("img", { name: "The bench" });
  await expect.poll(() => shown.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBeGreaterThan(0);
  const link = page.getByRole("list", { name: "Pictures, videos and sounds" }).getByRole("link");
  await untilAlive(link);
  await link.press("Enter");
  const viewer = page.getByRole("dialog", { name: "Pictures of Plans of the bench" });
  await viewer.getByRole("button", { name: "Zoom: The bench" }).press("Enter");
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "hidden" });
}
