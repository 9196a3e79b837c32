import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../acceptance/world/database.ts";
import { ffmpegProgram, makeMedia } from "../../acceptance/world/ffmpeg.ts";
import { type Person, signUp, visitor } from "../../acceptance/world/people.ts";
import { type Shop, uploadFile } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser } from "./world/browser.ts";
import { openClub, picture } from "./world/posts.ts";
import { press, untilAlive } from "./world/press.ts";

const { visit } = useBrowser();
const HOUR = 3600_000;

let shop: Shop;
let fan: Person;
beforeAll(async () => {
  shop = await openClub();
  fan = await signUp("Noor Fan");
});

/** A free post with a picture for each colour, made and read. */
async function write(title: string, colours: string[], more: object = {}): Promise<string> {
  const mediaFileIds: string[] = [];
  const mediaAlt: Record<string, string> = {};
  for (const colour of colours) {
    const id = await uploadFile(shop, await picture(colour), {
      name: `${colour.slice(1)}.png`,
      type: "image/png",
    });
    mediaFileIds.push(id);
    mediaAlt[id] = `Colour ${colour}`;
  }
  const post = {
    creatorId: shop.creatorId,
    title,
    body: "Look.",
    visibility: "free",
    mediaFileIds,
    mediaAlt,
  };
  const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", { ...post, ...more });
  // Its owner sees the originals at once; everybody else what was made of them.
  const read = async () =>
    (await fan.json<{ mediaFiles: { url: string | null }[] }>("GET", `/api/v1/posts/${id}`)).mediaFiles;
  await expect
    .poll(async () => (await read()).every(({ url }) => url !== null), { timeout: 60_000 })
    .toBe(true);
  return id;
}

const isThere = (page: Page, name: string) =>
  expect
    .poll(() =>
      page
        .getByRole("img", { name })
        .first()
        .evaluate((it: HTMLImageElement) => it.naturalWidth),
    )
    .toBeGreaterThan(0);

describe("the pictures of a post", () => {
  it("fill the window: by keys, wheel, buttons, and back to where one was", async () => {
    const id = await write("Three", ["#336699", "#996633", "#669933"]);
    const { page } = await visit({ as: fan });
    await page.goto(`/posts/${id}`);
    const second = page.getByRole("list", { name: "Pictures, videos and sounds" }).getByRole("link").nth(1);
    await untilAlive(second);
    await second.press("Enter");
    const viewer = page.getByRole("dialog", { name: "Pictures of Three" });
    await viewer.getByText("2 of 3").waitFor();
    for (const [key, says] of [
      ["ArrowRight", "3 of 3"],
      ["ArrowRight", "3 of 3"],
      ["Home", "1 of 3"],
      ["ArrowLeft", "1 of 3"],
      ["End", "3 of 3"],
    ] as const) {
      await page.keyboard.press(key);
      await viewer.getByText(says).waitFor();
    }
    const shown = viewer.getByRole("button", { name: "Zoom: Colour #669933" });
    const width = async () => (await shown.boundingBox())!.width;
    const fitting = await width();
    await viewer.getByRole("button", { name: "Larger" }).click();
    expect(await width()).toBeGreaterThan(fitting * 1.4);
    // Larger than the window, it is moved by the keys that change pictures otherwise.
    const left = async () => (await shown.boundingBox())!.x;
    const before = await left();
    await page.keyboard.press("ArrowRight");
    await expect.poll(left).toBeLessThan(before);
    await viewer.getByText("3 of 3").waitFor();
    await page.keyboard.press("0");
    expect(await width()).toBe(fitting);
    await shown.hover({ position: { x: 200, y: 200 } });
    await page.mouse.wheel(0, -400);
    await expect.poll(width).toBeGreaterThan(fitting * 1.5);
    expect(await accessProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await viewer.waitFor({ state: "hidden" });
    expect(await second.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it("are swiped and tapped twice on a phone", async () => {
    const id = await write("Two", ["#336699", "#996633"]);
    const { page } = await visit({ width: 360, as: fan });
    await page.goto(`/posts/${id}`);
    const first = page.getByRole("list", { name: "Pictures, videos and sounds" }).getByRole("link").first();
    await untilAlive(first);
    await first.click();
    const viewer = page.getByRole("dialog", { name: "Pictures of Two" });
    await viewer.getByText("1 of 2").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    const client = await page.context().newCDPSession(page);
    const touch = async (...steps: ([number, number][] | null)[]) => {
      for (const [n, at] of steps.entries())
        await client.send("Input.dispatchTouchEvent", {
          type: at === null ? "touchEnd" : n === 0 ? "touchStart" : "touchMove",
          touchPoints: (at ?? []).map(([x, y], id) => ({ x, y, id })),
        });
    };
    await touch([[300, 400]], [[200, 405]], [[120, 405]], null);
    await viewer.getByText("2 of 2").waitFor();
    await touch([[60, 400]], [[200, 405]], [[280, 405]], null);
    await viewer.getByText("1 of 2").waitFor();
    const shown = viewer.getByRole("button", { name: "Zoom: Colour #336699" });
    await touch([[180, 400]], null);
    await touch([[180, 400]], null);
    await expect.poll(() => shown.getAttribute("aria-pressed")).toBe("true");
    await viewer.getByRole("button", { name: "Smaller" }).click();
    await page.keyboard.press("0");
    await expect.poll(() => shown.getAttribute("aria-pressed")).toBe("false");
    await touch(
      [
        [150, 400],
        [210, 400],
      ],
      [
        [100, 400],
        [260, 400],
      ],
      null,
    );
    await expect.poll(() => shown.getAttribute("aria-pressed")).toBe("true");
  });

  it("stay where they are while their links are renewed", async () => {
    const id = await write("Long", ["#336699"]);
    const { page } = await visit({ as: fan });
    await page.clock.install();
    await page.goto(`/posts/${id}`);
    const link = page.getByRole("list", { name: "Pictures, videos and sounds" }).getByRole("link");
    await untilAlive(link);
    await isThere(page, "Colour #336699");
    const [href, src] = [
      await link.getAttribute("href"),
      await page.getByRole("img", { name: "Colour #336699" }).getAttribute("src"),
    ];
    await page.clock.fastForward(HOUR * 0.95);
    await expect.poll(() => link.getAttribute("href")).not.toBe(href);
    expect(await page.getByRole("img", { name: "Colour #336699" }).getAttribute("src")).toBe(src);
    await link.press("Enter");
    const viewer = page.getByRole("dialog", { name: "Pictures of Long" });
    const large = viewer.getByRole("img", { name: "Colour #336699" });
    await expect.poll(() => large.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1280);
    expect(await large.getAttribute("src")).toBe(await link.getAttribute("href"));
  });

  it("are seen by visitors where the post is open to everybody, and by nobody else's link", async () => {
    const id = await write("Open", ["#336699"], { isPublic: true, offersOriginals: true });
    const { page } = await visit();
    await page.goto(`/posts/${id}`);
    await isThere(page, "Colour #336699");
    expect(await page.getByRole("button", { name: /^Download/ }).count()).toBe(0);
    await page.getByRole("link", { name: "Sign in to download" }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    const link = (await page.getByRole("img", { name: "Colour #336699" }).getAttribute("src"))!;
    expect((await visitor().fetch(link)).status).toBe(200);
    await shop.owner.json("PATCH", `/api/v1/posts/${id}`, { isPublic: false });
    expect((await visitor().fetch(link)).status).toBe(401);
  });

  it("are given as they were uploaded where their creator offers that", async () => {
    const id = await write("Originals", ["#336699"]);
    const { page } = await visit({ as: fan });
    await page.goto(`/posts/${id}`);
    await isThere(page, "Colour #336699");
    expect(await page.getByRole("button", { name: /^Download/ }).count()).toBe(0);
    const { mediaFiles } = await fan.json<{ mediaFiles: { id: string }[] }>("GET", `/api/v1/posts/${id}`);
    const ask = () => fan.fetch(`/api/v1/files/${mediaFiles[0]!.id}/downloads`, { method: "POST" });
    expect((await ask()).status).toBe(403);

    const owner = await visit({ as: shop.owner });
    await owner.page.goto(`/studio/${shop.handle}/posts/${id}`);
    const offer = owner.page.getByRole("checkbox", { name: /^Offer the originals/ });
    await untilAlive(offer);
    await offer.check();
    await press(owner.page.getByRole("button", { name: "Save changes" }));
    await expect.poll(async () => (await ask()).status).toBe(201);

    await page.reload();
    const download = page.waitForEvent("download");
    await press(page.getByRole("button", { name: "Download 336699.png" }));
    expect((await download).suggestedFilename()).toBe("336699.png");
    await shop.owner.json("PATCH", `/api/v1/posts/${id}`, { offersOriginals: false });
    expect((await ask()).status).toBe(403);
  });

  it("carry their viewer's mark where the creator wants it, and the creator reads whose it is", async () => {
    const owner = await visit({ as: shop.owner });
    await owner.page.goto(`/studio/${shop.handle}/settings`);
    const all = owner.page.getByRole("radio", { name: /^On all pictures of posts/ });
    await untilAlive(all);
    await all.check();
    await press(owner.page.getByRole("button", { name: "Save watermark" }));
    await owner.page.getByText("Saved").waitFor();
    const id = await write("Marked", ["#336699"]);
    const { page } = await visit({ as: fan });
    await page.goto(`/posts/${id}`);
    await isThere(page, "Colour #336699");
    const [row] = await sql<{ code: string }>("select code from watermark_codes where user_id = $1", [
      fan.userId,
    ]);
    const field = owner.page.getByRole("textbox", { name: "Whose picture is it?" });
    await field.fill(row!.code.toLowerCase());
    await field.press("Enter");
    await owner.page.getByText("Noor Fan").waitFor();
    expect(await accessProblems(owner.page)).toEqual([]);
  });
});

describe.skipIf(!ffmpegProgram)("a film in a post", () => {
  it("shows a frame before it plays, and goes on by a new link", async () => {
    const film = await makeMedia(
      "film.webm",
      ...["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=10:duration=10"],
    );
    const fileId = await uploadFile(shop, film, { name: "film.webm", type: "video/webm" });
    const post = {
      creatorId: shop.creatorId,
      title: "A film",
      body: "",
      visibility: "free",
      mediaFileIds: [fileId],
    };
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", post);
    type Read = { mediaFiles: { posterUrl: string | null; durationSeconds?: number }[] };
    const read = async () => (await fan.json<Read>("GET", `/api/v1/posts/${id}`)).mediaFiles[0]!;
    await expect.poll(async () => (await read()).posterUrl, { timeout: 60_000 }).not.toBeNull();
    expect((await read()).durationSeconds).toBeCloseTo(10, 0);
    const { page } = await visit({ as: fan });
    await page.clock.install();
    await page.goto(`/posts/${id}`);
    const player = page.locator("video");
    await untilAlive(player);
    const poster = await player.getAttribute("poster");
    expect((await fan.fetch(new URL(poster!).pathname)).headers.get("content-type")).toBe("image/webp");
    await player.evaluate(async (it: HTMLVideoElement) => {
      it.muted = true;
      it.currentTime = 5;
      await it.play();
    });
    const src = await player.getAttribute("src");
    await page.clock.fastForward(HOUR * 0.95);
    await expect.poll(() => player.getAttribute("src")).not.toBe(src);
    await expect
      .poll(() => player.evaluate((it: HTMLVideoElement) => !it.paused && it.currentTime >= 5))
      .toBe(true);
    expect(await accessProblems(page)).toEqual([]);
  });
});
