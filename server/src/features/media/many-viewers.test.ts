import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import type { Post } from "../posts/index.ts";
import { readMedia } from "./index.ts";
import { inTurn, RUNNING, WAITING_EACH } from "./mark-picture.ts";

describe("marked pictures for many at once (A57)", () => {
  let server: TestServer;
  let shop: Shop;
  let postId: string;
  beforeAll(async () => {
    server = await startTestServer({ environment: { STREAMS_PER_VIEWER: String(2 * WAITING_EACH) } });
    shop = await makeShop(server);
    await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { watermark: "all" });
    const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#a03020" } })
      .jpeg()
      .toBuffer();
    const fileId = await makeFile(server, shop, photo, "photo.jpg");
    const post = { creatorId: shop.creatorId, body: "Look", visibility: "free", mediaFileIds: [fileId] };
    postId = (await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", post)).id;
    await readMedia(server.deps, { fileId });
  });
  afterAll(() => server.close());

  const linkFor = async (who: Actor) => (await who.json<Post>("GET", `/api/v1/posts/${postId}`)).media_url!;

  it("are refused to one viewer beyond a bound, and not made for whoever has hung up", async () => {
    const [eager, other] = [await server.signUp("eager"), await server.signUp("other")];
    const [url, theirs] = [await linkFor(eager), await linkFor(other)];
    expect((await eager.fetch(url)).status).toBe(200);
    const read = vi.spyOn(server.deps.storage, "read");
    const busy = Promise.withResolvers<void>();
    const here = new AbortController();
    const running = Array.from({ length: RUNNING }, () =>
      inTurn("somebody", here.signal, () => busy.promise),
    );

    const asked = Array.from({ length: WAITING_EACH + 1 }, () => eager.fetch(url, { signal: here.signal }));
    // All the others wait.
    const refused = await Promise.race(asked);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(await refused.json()).toMatchObject({ code: "rate_limited" });
    await vi.waitFor(async () => {
      const denied = server.deps.db.selectFrom("events").select(["actor_id", "data"]);
      expect(await denied.where("type", "=", "access.denied").execute()).toMatchObject([
        { actor_id: eager.userId, data: { reason: "too_many_pictures", at: "view" } },
      ]);
    }, 20_000);

    here.abort();
    await Promise.allSettled(asked);
    await vi.waitFor(() => nobodyWaits(eager.userId), 20_000);
    const shown = other.fetch(theirs);
    busy.resolve();
    await Promise.all(running);
    expect((await shown).status).toBe(200);
    expect(read).toHaveBeenCalledTimes(1);
    expect((await eager.fetch(url)).status).toBe(200);
  });
});

/** Fails where as many as may wait are refused. */
async function nobodyWaits(whose: string): Promise<void> {
  const passing = new AbortController();
  const all = Array.from({ length: WAITING_EACH }, () => inTurn(whose, passing.signal, async () => null));
  passing.abort();
  await Promise.all(all);
}
