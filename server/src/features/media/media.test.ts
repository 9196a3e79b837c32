import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSeconds } from "../../lib/clock.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import { sweepUploads } from "../files/index.ts";
import type { Post } from "../posts/index.ts";
import { readMedia } from "./index.ts";

describe("the pictures of a post", () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    fan = await server.signUp("fan");
  });
  afterAll(() => server.close());

  const photo = (width: number) =>
    sharp({ create: { width, height: width / 2, channels: 3, background: "#a03020" } })
      .withExif({ IFD0: { Copyright: "where it was taken" } })
      .jpeg()
      .toBuffer();
  const write = async (fileId: string, more: object) =>
    (
      await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
        creatorId: shop.creatorId,
        body: "Look",
        visibility: "free",
        mediaFileIds: [fileId],
        ...more,
      })
    ).id;
  const read = (id: string, who = fan) => who.json<Post>("GET", `/api/v1/posts/${id}`);

  it("are shown in a size of their own, without what the file says of itself, and not before", async () => {
    const original = await photo(3000);
    expect(original.includes("where it was taken")).toBe(true);
    const fileId = await makeFile(server, shop, original, "photo.jpg");
    const id = await write(fileId, {});
    expect((await read(id)).media_url).toBeNull();
    await readMedia(server.deps, { fileId });
    const post = await read(id);
    expect(post.mediaFiles).toMatchObject([
      { kind: "image", width: 2048, height: 1024, contentType: "image/webp", canDownload: false },
    ]);
    const shown = await fan.fetch(post.media_url!);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(bytes.includes("where it was taken")).toBe(false);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1280, height: 640, format: "webp" });
    const part = await fan.fetch(post.media_url!, { headers: { range: "bytes=0-9" } });
    expect(part.headers.get("content-range")).toBe(`bytes 0-9/${bytes.length}`);
    const stranger = await server.signUp("stranger");
    expect((await stranger.fetch(post.media_url!)).status).toBe(403);
  });

  it("give everybody a few pixels, and nothing else, where they are locked", async () => {
    const fileId = await makeFile(server, shop, await photo(900), "photo.jpg");
    const id = await write(fileId, { visibility: "ppv", price: { amount: 500, currency: "usd" } });
    await readMedia(server.deps, { fileId });
    const post = await read(id);
    expect(post).toMatchObject({ locked: true, mediaFiles: [], media_url: null, mediaCount: 1 });
    const [, data] = /^data:image\/webp;base64,(.+)$/.exec(post.media[0]!.placeholder!)!;
    expect(await sharp(Buffer.from(data!, "base64")).metadata()).toMatchObject({ width: 16, height: 8 });
    expect((await read(id, shop.owner)).media_url).not.toBeNull();
  });

  it("say to their author what is wrong where they cannot be shown, in a draft too", async () => {
    const damaged = (await photo(900)).subarray(0, 2000);
    const strip = sharp({ create: { width: 20, height: 17_000, channels: 3, background: "#102030" } });
    const fileIds = [
      await makeFile(server, shop, await photo(300), "good.jpg"),
      await makeFile(server, shop, Buffer.from(damaged), "damaged.jpg"),
      await makeFile(server, shop, await strip.png().toBuffer(), "large.png"),
    ];
    const id = await write(fileIds[0]!, { mediaFileIds: fileIds, draft: true });
    const { rows } = await server.deps.pool.query(
      "select key from graphile_worker.jobs where key = any($1)",
      [fileIds.map((fileId) => `media:${fileId}`)],
    );
    expect(rows).toHaveLength(3);
    for (const fileId of fileIds) await readMedia(server.deps, { fileId });
    const { mediaFailures } = await shop.owner.json<{ mediaFailures: object }>(
      "GET",
      `/api/v1/posts/${id}/editing`,
    );
    expect(mediaFailures).toEqual({ [fileIds[1]!]: "damaged", [fileIds[2]!]: "too_large" });
  });

  it("are shown however narrow", async () => {
    for (const [width, height] of [
      [4, 16_000],
      [100, 16_000],
      [16_000, 4],
    ] as const) {
      const strip = sharp({ create: { width, height, channels: 3, background: "#102030" } });
      const fileId = await makeFile(server, shop, await strip.png().toBuffer(), "strip.png");
      const id = await write(fileId, { visibility: "subscribers" });
      await readMedia(server.deps, { fileId });
      const { media_url: url, media } = await read(id, shop.owner);
      expect(media[0]!.placeholder).toMatch(/^data:image/);
      expect((await shop.owner.fetch(url!)).status).toBe(200);
    }
  });

  it("that cannot be kept are noted as given up at the last try, for their author to know", async () => {
    const fileId = await makeFile(server, shop, await photo(500), "photo.jpg");
    const id = await write(fileId, {});
    const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
    const moveIn = () => Promise.reject(full);
    const deps = { ...server.deps, storage: { ...server.deps.storage, moveIn } };
    const failures = async () =>
      (await shop.owner.json<{ mediaFailures: object }>("GET", `/api/v1/posts/${id}/editing`)).mediaFailures;
    await expect(readMedia(deps, { fileId })).rejects.toThrow(full);
    expect(await failures()).toEqual({});
    await expect(readMedia(deps, { fileId }, { isLast: true })).rejects.toThrow(full);
    expect(await failures()).toEqual({ [fileId]: "gave_up" });
    await readMedia(server.deps, { fileId });
    expect(await failures()).toEqual({});
    expect((await read(id)).media_url).not.toBeNull();
  });

  it("stay with their original, and go with it", async () => {
    const count = async () => {
      let keys = 0;
      for await (const _ of server.deps.storage.keys()) keys++;
      return keys;
    };
    const before = await count();
    const fileId = await makeFile(server, shop, await photo(700), "photo.jpg");
    const id = await write(fileId, {});
    await readMedia(server.deps, { fileId });
    await readMedia(server.deps, { fileId });
    expect(await count()).toBe(before + 3);
    const later = { ...server.deps, clock: { now: () => addSeconds(server.clock.now(), 7200) } };
    await sweepUploads(later);
    expect(await count()).toBe(before + 3);
    await shop.owner.json("DELETE", `/api/v1/posts/${id}`, undefined, 204);
    await shop.owner.json("DELETE", `/api/v1/files/${fileId}`, undefined, 204);
    await sweepUploads(later);
    expect(await count()).toBe(before);
  });
});
