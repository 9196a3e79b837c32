import type { Page } from "playwright-core";
import sharp from "sharp";
import { prove, sql } from "../../../acceptance/world/database.ts";
import type { Person } from "../../../acceptance/world/people.ts";
import { openShop, type Shop, uploadFile } from "../../../acceptance/world/shop.ts";
import { untilAlive } from "./press.ts";
import { waitForState } from "./studio.ts";

/** A shop that takes members for $5 a month. */
export async function openClub(): Promise<Shop & { tierId: string }> {
  const shop = await openShop();
  const tier = await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
    creatorId: shop.creatorId,
    name: "Bench",
    prices: [{ interval: "month", amount: 500, currency: "usd" }],
  });
  await prove(shop.owner);
  return { ...shop, tierId: tier.id };
}

/** A picture of one colour. */
export function picture(background: string): Promise<Buffer> {
  return sharp({ create: { width: 1280, height: 960, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Writes a post with a picture, as a program does. */
export async function writePost(shop: Shop, post: object, colour = "#336699"): Promise<string> {
  const fileId = await uploadFile(shop, await picture(colour), { name: "bench.png", type: "image/png" });
  const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
    creatorId: shop.creatorId,
    mediaFileIds: [fileId],
    mediaAlt: { [fileId]: "The bench" },
    ...post,
  });
  return id;
}

/** Makes somebody follow a creator. */
export async function follow(person: Person, shop: Shop): Promise<void> {
  await sql("insert into follows (user_id, creator_id, created_at) values ($1, $2, now())", [
    person.userId,
    shop.creatorId,
  ]);
}

/** From the list of posts to the editor of a new draft with these words. */
export async function draftPost(
  page: Page,
  words: Record<"Title" | "Text" | "Teaser", string>,
): Promise<void> {
  const begin = page.getByRole("button", { name: "New post" });
  await untilAlive(begin);
  await begin.click();
  const field = (name: string) => page.getByRole("textbox", { name: new RegExp(`^${name}( |$)`) });
  await untilAlive(field("Title"));
  for (const [name, text] of Object.entries(words)) await field(name).fill(text);
  await waitForState(page, "Saved");
}
