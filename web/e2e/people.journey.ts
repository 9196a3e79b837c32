import { describe, expect, it } from "vitest";
import { prove, sql } from "../../acceptance/world/database.ts";
import { signUp } from "../../acceptance/world/people.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { openClub, writePost } from "./world/posts.ts";
import { press, untilAlive } from "./world/press.ts";

const { visit } = useBrowser();

describe("people together", () => {
  it("a fan follows, reads in the feed, likes and comments; the creator answers", async () => {
    const club = await openClub();
    const postId = await writePost(club, { title: "At the bench", body: "Planing", visibility: "free" });
    const fan = await signUp("Noor Fan");
    const { page } = await visit({ width: 360, as: fan });
    await page.goto(`/@${club.handle}/posts`);
    await page.getByRole("button", { name: /^Follow / }).click();
    await page.getByText("1 follower", { exact: false }).waitFor();
    await page.goto("/feed");
    await press(page.getByRole("button", { name: /^Like/ }));
    await page.getByRole("button", { name: "Like 1", pressed: true }).waitFor();
    await page.getByRole("link", { name: "Comment", exact: true }).click();
    await page.getByText("Confirm your e-mail address to comment").waitFor();
    await press(page.getByRole("button", { name: "Send a new link" }));
    await page.getByText("A new link is on its way.").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await prove(fan);
    await page.reload();
    const words = page.getByRole("textbox", { name: "Your comment" });
    await untilAlive(words);
    await words.fill("<i>Which</i> plane is that?");
    await words.press("Control+Enter");
    await page.getByRole("article", { name: "Comment by Noor Fan" }).getByText("<i>Which</i>").waitFor();
    expect(await words.inputValue()).toBe("");
    await page.getByRole("button", { name: "Like 1", pressed: true }).waitFor();

    const creator = await visit({ as: club.owner });
    await creator.page.goto(`/posts/${postId}`);
    await press(creator.page.getByRole("button", { name: "Reply to Noor Fan" }));
    await creator.page.getByRole("textbox", { name: "Your reply to Noor Fan" }).fill("A number four");
    await creator.page.getByRole("button", { name: "Reply", exact: true }).click();
    await creator.page.getByRole("list", { name: "Replies" }).getByText("A number four").waitFor();
    await page.reload();
    const answer = page.getByRole("list", { name: "Replies" }).getByRole("article");
    await answer.getByText("Creator", { exact: true }).waitFor();
  });

  it("a creator hides a comment and blocks its author, who is told when they try; and lets them in again", async () => {
    const club = await openClub();
    const postId = await writePost(club, { title: "At the bench", body: "Planing", visibility: "free" });
    const fan = await prove(await signUp("Noor Fan"));
    await fan.json("POST", `/api/v1/posts/${postId}/comments`, { body: "Too loud" });
    const creator = await visit({ as: club.owner });
    await creator.page.goto(`/posts/${postId}`);
    const act = async (name: string) => {
      await press(creator.page.getByRole("button", { name: "About the comment by Noor Fan" }));
      await creator.page.getByRole("menuitem", { name }).click();
    };
    await act("Hide");
    await creator.page.getByText("Only its author and you see it.").waitFor();
    await act("Block Noor Fan");
    const dialog = creator.page.getByRole("dialog", { name: "Block Noor Fan?" });
    await dialog.getByLabel("Reason").fill("Asks too much");
    await dialog.getByRole("button", { name: "Block" }).click();
    await dialog.waitFor({ state: "hidden" });

    const { page } = await visit({ width: 360, as: fan });
    await page.goto(`/@${club.handle}/posts`);
    await page.getByRole("button", { name: /^Follow / }).click();
    await page.getByText("This creator has blocked you.", { exact: false }).waitFor();
    await creator.page.goto(`/studio/${club.handle}/memberships/blocked`);
    await creator.page.getByText("Asks too much", { exact: false }).waitFor();
    await press(creator.page.getByRole("button", { name: "Unblock Noor Fan" }));
    await creator.page.getByText("Nobody is blocked").waitFor();
    await page.getByRole("button", { name: /^Follow / }).click();
    await page.getByRole("button", { name: /^Unfollow / }).waitFor();
  });

  it("without scripts: follows, likes, comments and reads", async () => {
    const club = await openClub();
    const postId = await writePost(club, {
      title: "At the bench",
      body: "Planing\n\n".repeat(60),
      visibility: "free",
    });
    const { page, expectComplaint } = await visit({
      plain: true,
      as: await prove(await signUp("Noor Fan")),
    });
    expectComplaint(/status of 403/);
    await page.goto(`/posts/${postId}`);
    await page.getByRole("button", { name: /^Follow / }).click();
    await page.getByRole("button", { name: /^Unfollow / }).waitFor();
    await page.getByRole("button", { name: "Like" }).click();
    await page.getByRole("button", { name: "Like 1" }).waitFor();
    await page.getByRole("textbox", { name: "Your comment" }).fill("By form");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await page.getByRole("article").getByText("By form").waitFor();
    await page.goto(`/posts/${postId}`);
    await club.owner.json("PATCH", `/api/v1/posts/${postId}`, { commentsOpen: false });
    await page.getByRole("textbox", { name: "Your comment" }).fill("Said too late,\n<b>but</b> kept");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await page.getByText("The creator has closed the comments.").waitFor();
    const kept = page.getByRole("textbox", { name: "What you wrote" });
    expect(await kept.inputValue()).toBe("Said too late,\n<b>but</b> kept");
    // However long the post: the page opens at the words.
    expect(await kept.evaluate((field) => field === document.activeElement && scrollY > 500)).toBe(true);
    expect(page.url()).not.toContain("late");
    // Asking again sends it again.
    await club.owner.json("PATCH", `/api/v1/posts/${postId}`, { commentsOpen: true });
    await page.reload();
    await page.getByRole("article").getByText("Said too late,").waitFor();
  });

  it("a reported post is taken down by an operator, and restored", async () => {
    const club = await openClub();
    const postId = await writePost(club, { title: "Somebody's work", body: "Copied", visibility: "free" });
    const fan = await signUp("Noor Fan");
    const seen = await visit({ as: fan });
    seen.expectComplaint(/status of 404/);
    await seen.page.goto(`/posts/${postId}`);
    await press(seen.page.getByRole("button", { name: "Report" }));
    const asking = seen.page.getByRole("dialog", { name: "Report this post" });
    await asking.getByLabel("What is wrong with it").selectOption({ label: "It is somebody else's work" });
    await asking.getByRole("button", { name: "Report" }).click();
    await seen.page.getByText("Reported. Thank you").waitFor();

    const operator = await signUp("Olive Operator");
    await sql("update users set operator_since = now() where id = $1", [operator.userId]);
    const { page } = await visit({ as: operator });
    await page.goto("/operations/reports");
    const what = `the post at @${club.handle}`;
    const rule = async (verb: string, confirm: string, field: string) => {
      await press(page.getByRole("button", { name: `${verb} ${what}` }));
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(field).fill("Looked at it");
      await dialog.getByRole("button", { name: confirm, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    };
    await rule("Take down", "Take down", "Reason");
    await page.getByRole("button", { name: `Restore ${what}` }).waitFor();
    expect((await seen.page.goto(`/posts/${postId}`))?.status()).toBe(404);
    await rule("Restore", "Restore", "Reason");
    await page.getByRole("button", { name: `Take down ${what}` }).waitFor();
    expect((await seen.page.goto(`/posts/${postId}`))?.status()).toBe(200);
    await rule("Close the report of", "Close the report", "What came of it");
    await page.getByRole("link", { name: "Closed" }).click();
    await page.getByText("Looked at it", { exact: false }).first().waitFor();
  });
});
