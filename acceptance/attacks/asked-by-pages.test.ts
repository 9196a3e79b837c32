import { beforeAll, describe, expect, it } from "vitest";
import { sql, until } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp, visitor } from "../world/people.ts";
import { openShop, type Shop, uploadFile } from "../world/shop.ts";

describe.skipIf(!isOurs)(`what pages ask for, they ask as their reader${needsOurs}`, () => {
  let shop: Shop;
  let post: string;
  let fan: Person;
  beforeAll(async () => {
    shop = await openShop();
    fan = await signUp("Page Reader");
    const sound = Buffer.concat([Buffer.from("ID3\u0004\0\0\0\0\0\0"), Buffer.alloc(200)]);
    const mediaFileIds = [await uploadFile(shop, sound, { name: "sound.mp3" })];
    const terms = { visibility: "free", isPublic: true, body: "Words to read", creatorId: shop.creatorId };
    post = (await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", { ...terms, mediaFileIds })).id;
  });

  const seenFrom = async (network: string) =>
    (
      await sql("select 1 from events where type = 'view.created' and creator_id = $1 and address like $2", [
        shop.creatorId,
        `${network}%`,
      ])
    ).length;

  it("with their address in the trail, whatever else they claim (A41)", async () => {
    for (const reader of [fan, visitor()]) {
      const answer = await reader.fetch(`/posts/${post}`, {
        headers: { "x-page-reader": "a-guess 203.0.113.7" },
      });
      expect(answer.status).toBe(200);
      const html = await answer.text();
      expect(html).toContain("Words to read");
      expect(html).not.toContain("x-page-reader");
      await until(
        () => seenFrom(reader.network),
        (rows) => rows > 0,
      );
      expect(await seenFrom(reader.network)).toBeGreaterThan(0);
    }
    expect(await seenFrom("203.0.113.")).toBe(0);
    expect(await seenFrom("127.0.0.")).toBe(0);
  });

  it("and with their limit: a page says so, and when to come back", async () => {
    expect((await fan.fetch(`/posts/${post}`)).status).toBe(200);
    await sql("update rate_limits set hits = 600 where key = $1", [`reading:${fan.userId}`]);
    const away = await fan.fetch(`/posts/${post}?x=1`);
    expect(away.status).toBe(307);
    const told = await fan.fetch(away.headers.get("location")!);
    expect(told.status).toBe(429);
    expect(Number(told.headers.get("retry-after"))).toBeGreaterThan(0);
    const html = await told.text();
    expect(html).toContain("That was a little fast");
    expect(html).toContain(`href="/posts/${post}?x=1"`);
    expect((await visitor().fetch(`/posts/${post}`)).status).toBe(200);
  });
});
