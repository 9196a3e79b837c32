import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp } from "../../acceptance/world/people.ts";
import { buy, type ForSale, openShop, sell } from "../../acceptance/world/shop.ts";
import { accessProblems } from "./world/accessible.ts";
import { useBrowser, WIDTHS } from "./world/browser.ts";
import { press } from "./world/press.ts";

const { visit } = useBrowser();
const HOUR = 3600_000;

let buyer: Person;
let song: ForSale;
let picture: ForSale;
let purchaseId: string;

beforeAll(async () => {
  buyer = await signUp("Noor Listens");
  const shop = await openShop();
  song = await sell(shop, { title: "A song", bytes: tone(60), fileName: "song.wav" });
  const image = sharp({ create: { width: 640, height: 360, channels: 3, background: "#4a6" } });
  picture = await sell(shop, {
    title: "A picture",
    bytes: await image.png().toBuffer(),
    fileName: "hill.png",
  });
  purchaseId = await buy(buyer, song);
  await buy(buyer, picture);
});

describe.each(WIDTHS)("what was bought, in the page at %d px", (width) => {
  it("a picture is seen, and its copied link by nobody else", async () => {
    const { page } = await visit({ width, as: buyer });
    await page.goto(`/library/${picture.slug}`);
    await press(page.getByRole("button", { name: "View hill.png" }));
    const image = page.getByRole("img", { name: "hill.png" });
    await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(640);
    expect(await accessProblems(page)).toEqual([]);
    const url = (await image.getAttribute("src"))!;

    const stranger = await visit({ width, as: await signUp("Sam Stranger") });
    stranger.expectComplaint(/\/denied\?.*: .*status of 403/);
    expect((await stranger.page.goto(url))?.status()).toBe(403);
    await stranger.page
      .getByRole("heading", { name: "This link was made for somebody else", level: 1 })
      .waitFor();

    await press(page.getByRole("button", { name: "Close hill.png" }));
    expect(await image.count()).toBe(0);
  });
});

describe("a song", () => {
  it("plays on by a new link before the old one ends", async () => {
    const { page } = await visit({ as: buyer });
    await page.clock.install();
    await page.goto(`/library/${song.slug}`);
    await page.getByRole("button", { name: "Play song.wav" }).press("Enter");
    const player = page.locator("audio");
    const state = () =>
      player.evaluate(({ src, currentTime, paused, muted }: HTMLAudioElement) => ({
        src,
        currentTime,
        paused,
        muted,
      }));
    await expect.poll(async () => (await state()).currentTime, { timeout: 10_000 }).toBeGreaterThan(0.5);
    await player.evaluate((it: HTMLAudioElement) => {
      it.muted = true;
      it.currentTime = 30;
    });
    const before = await state();
    await page.clock.fastForward(HOUR);
    await expect.poll(async () => (await state()).src).not.toBe(before.src);
    await expect.poll(async () => (await state()).currentTime).toBeGreaterThanOrEqual(30);
    // It plays again once the new bytes are there.
    await expect.poll(state).toMatchObject({ paused: false, muted: true });
    expect(await accessProblems(page)).toEqual([]);
  });

  it("says why it plays no more", async () => {
    const { page, expectComplaint } = await visit({ as: buyer });
    expectComplaint(/status of 403/);
    await page.clock.install();
    await page.goto(`/library/${song.slug}`);
    await press(page.getByRole("button", { name: "Play song.wav" }));
    const player = page.locator("audio");
    await expect.poll(() => player.evaluate((it: HTMLAudioElement) => it.currentTime)).toBeGreaterThan(0);
    await song.shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    await page.clock.fastForward(HOUR);
    await page.getByRole("alert").getByText("Your access has ended").waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole("link", { name: "Why, and what to do" }).click();
    await page.getByRole("heading", { name: "Your access has ended", level: 1 }).waitFor();
  });
});

/** A tone of so many seconds, as a WAV file of 16 bits at 8 kHz. */
function tone(seconds: number): Buffer {
  const rate = 8000;
  const bytes = Buffer.alloc(44 + 2 * rate * seconds);
  bytes.write("RIFF");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  for (const [value, at, size] of [
    [16, 16, 4],
    [1, 20, 2],
    [1, 22, 2],
    [rate, 24, 4],
    [2 * rate, 28, 4],
    [2, 32, 2],
    [16, 34, 2],
    [bytes.length - 44, 40, 4],
  ] as const)
    bytes.writeUIntLE(value, at, size);
  bytes.write("data", 36);
  for (let at = 0; at < rate * seconds; at++)
    bytes.writeInt16LE(Math.round(3000 * Math.sin((2 * Math.PI * 440 * at) / rate)), 44 + 2 * at);
  return bytes;
}
