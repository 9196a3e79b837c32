import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOBODY } from "../../access/index.ts";
import { newId } from "../../lib/ids.ts";
import { sealViewTicket } from "../../lib/signing.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, pay, type Shop } from "../../test/make.ts";
import type { Post } from "../posts/index.ts";
import { drawMark } from "./draw-mark.ts";
import { readMedia, sizeKey } from "./index.ts";
import { readCode } from "./mark-code.ts";
import type { Traced } from "./schemas.ts";

const PRICE = { visibility: "ppv", price: { amount: 500, currency: "usd" } };

describe("watermarks", () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  let other: Actor;
  let paid: { id: string; fileId: string };
  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    fan = await server.signUp("Mara Lindqvist");
    other = await server.signUp("Theo");
    paid = await write(await photo(1500), PRICE);
    for (const buyer of [fan, other]) await unlock(buyer, paid.id);
  });
  afterAll(() => server.close());

  const photo = (width: number) =>
    sharp({ create: { width, height: Math.round(width / 1.5), channels: 3, background: "#a03020" } })
      .jpeg()
      .toBuffer();

  async function write(bytes: Buffer, terms: object): Promise<{ id: string; fileId: string }> {
    const fileId = await makeFile(server, shop, bytes, "photo.jpg");
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "Look",
      mediaFileIds: [fileId],
      ...terms,
    });
    await readMedia(server.deps, { fileId });
    return { id, fileId };
  }

  async function unlock(buyer: Actor, postId: string): Promise<void> {
    const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/unlock", {
      postId,
    });
    await pay(order.checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
  }

  const set = (watermark: string) =>
    shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { watermark }, 200);
  const linkFor = async (who: Actor, postId: string) =>
    (await who.json<Post>("GET", `/api/v1/posts/${postId}`)).media_url!;
  async function shown(who: Actor, url: string, headers: Record<string, string> = {}) {
    const answer = await who.fetch(url, { headers });
    return { answer, status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }
  /** The size as it lies in storage. */
  async function stored(fileId: string, width = 1280): Promise<Buffer> {
    const { rows } = await server.deps.pool.query<{ key: string }>(
      "select storage_key_for($1, $2, null, now()) as key",
      [shop.owner.userId, fileId],
    );
    const key = sizeKey(rows[0]!.key, width);
    const size = (await server.deps.storage.size(key))!;
    const chunks: Buffer[] = [];
    for await (const chunk of server.deps.storage.read(key, { start: 0, end: size - 1 }))
      chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  const ticketFor = (viewerId: string, fileId: string, variant: number) =>
    `/api/v1/views/${sealViewTicket(server.deps.viewKeys, {
      ...{ viewId: newId(), viewerId, fileId, variant },
      expiresAt: Math.floor(server.clock.now().getTime() / 1000) + 60,
    })}`;

  it("are on what was paid for, another for each viewer, and not on what its makers see", async () => {
    const bare = await stored(paid.fileId);
    const [mine, again] = [await linkFor(fan, paid.id), await linkFor(fan, paid.id)];
    const first = await shown(fan, mine);
    expect([first.status, first.answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(await sharp(first.bytes).metadata()).toMatchObject({ width: 1280, height: 853, format: "webp" });
    expect(first.bytes.equals(bare)).toBe(false);
    expect(first.bytes.equals((await shown(fan, again)).bytes)).toBe(true);
    const theirs = await shown(other, await linkFor(other, paid.id));
    expect(theirs.status).toBe(200);
    expect(theirs.bytes.equals(first.bytes)).toBe(false);
    expect(theirs.answer.headers.get("etag")).not.toBe(first.answer.headers.get("etag"));
    const makers = await shown(shop.owner, await linkFor(shop.owner, paid.id));
    expect(makers.bytes.equals(bare)).toBe(true);
  });

  it("are part of a body like any other: ranges, If-Range, HEAD", async () => {
    const url = await linkFor(fan, paid.id);
    const whole = await shown(fan, url);
    const etag = whole.answer.headers.get("etag")!;
    const part = await shown(fan, url, { range: "bytes=100-299", "if-range": etag });
    expect([part.status, part.answer.headers.get("content-range")]).toEqual([
      206,
      `bytes 100-299/${whole.bytes.length}`,
    ]);
    expect(part.bytes.equals(whole.bytes.subarray(100, 300))).toBe(true);
    const bareTag = etag.replace(/-[0-9a-f]{16}"$/, '"');
    expect(bareTag).not.toBe(etag);
    expect((await shown(fan, url, { range: "bytes=0-9", "if-range": bareTag })).status).toBe(200);
    expect((await shown(fan, url, { range: `bytes=${whole.bytes.length}-` })).status).toBe(416);
    const head = await fan.fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.headers.get("etag")]).toEqual([
      200,
      String(whole.bytes.length),
      etag,
    ]);
  });

  it("cannot be left out: no size, no original, by no ticket and no download (A61)", async () => {
    for (const width of [640, 1280, 1500]) {
      const bare = await stored(paid.fileId, width);
      expect(
        (await shown(shop.owner, ticketFor(shop.owner.userId, paid.fileId, width))).bytes.equals(bare),
      ).toBe(true);
      const given = await shown(fan, ticketFor(fan.userId, paid.fileId, width));
      expect(given.status).toBe(200);
      expect(given.bytes.equals(bare)).toBe(false);
    }
    // The original by a view: its makers have it.
    expect((await shown(shop.owner, ticketFor(shop.owner.userId, paid.fileId, 0))).status).toBe(200);
    expect((await shown(fan, ticketFor(fan.userId, paid.fileId, 0))).status).toBe(415);
    const view = await fan.json<{ url: string }>("POST", `/api/v1/files/${paid.fileId}/views`, {}, 201);
    expect((await shown(fan, view.url)).bytes.equals(await stored(paid.fileId))).toBe(false);
    await shop.owner.json("POST", `/api/v1/files/${paid.fileId}/downloads`, {}, 201);
    await fan.json("POST", `/api/v1/files/${paid.fileId}/downloads`, {}, 403);
    // Nobody's ticket opens what is not open to everybody.
    expect((await shown(fan, ticketFor(NOBODY, paid.fileId, 1280))).status).toBe(401);
  });

  it("are decided when bytes are asked for: who was an editor when the link was made is none now (A61)", async () => {
    const editor = await server.signUp("editor");
    await server.deps.db
      .insertInto("creator_members")
      .values({
        creator_id: shop.creatorId,
        user_id: editor.userId,
        role: "editor",
        created_at: server.clock.now(),
      })
      .execute();
    const bare = await stored(paid.fileId);
    const url = await linkFor(editor, paid.id);
    expect((await shown(editor, url)).bytes.equals(bare)).toBe(true);
    await server.deps.db.deleteFrom("creator_members").where("user_id", "=", editor.userId).execute();
    expect((await shown(editor, url)).status).toBe(403);
    await unlock(editor, paid.id);
    const bought = await shown(editor, url);
    expect(bought.status).toBe(200);
    expect(bought.bytes.equals(bare)).toBe(false);
  });

  it("are where the creator wants them", async () => {
    const free = await write(await photo(1300), { visibility: "free", isPublic: true });
    const bare = await stored(free.fileId);
    const isMarked = async (who: Actor, post: { id: string; fileId: string }) => {
      const { status, bytes } = await shown(who, await linkFor(who, post.id));
      expect(status).toBe(200);
      return !bytes.equals(post === free ? bare : await stored(post.fileId));
    };
    const states = async () => [
      await isMarked(fan, free),
      await isMarked(server.visitor, free),
      await isMarked(fan, paid),
      await isMarked(shop.owner, paid),
    ];
    expect(await states()).toEqual([false, false, true, false]);
    await set("all");
    expect(await states()).toEqual([true, true, true, false]);
    await set("off");
    expect(await states()).toEqual([false, false, false, false]);
    await set("paid");
    await other.json("PATCH", `/api/v1/creators/${shop.handle}`, { watermark: "off" }, 404);
  });

  it("keep what no size could be made of from being shown, marked or not (A61)", async () => {
    const damaged = (await photo(900)).subarray(0, 2000);
    const post = await write(Buffer.from(damaged), PRICE);
    await unlock(fan, post.id);
    const free = await write(Buffer.from(damaged), { visibility: "free", isPublic: true });
    expect((await shown(shop.owner, await linkFor(shop.owner, post.id))).bytes.equals(damaged)).toBe(true);
    for (const watermark of ["off", "paid"]) {
      await set(watermark);
      expect(await linkFor(fan, post.id), watermark).toBeNull();
      for (const who of [fan, server.visitor]) expect(await linkFor(who, free.id), watermark).toBeNull();
    }
    await set("paid");
  });

  it("say who it was to the creator and to operators, and to nobody else", async () => {
    await shown(fan, await linkFor(fan, paid.id));
    const { code } = await server.deps.db
      .selectFrom("watermark_codes")
      .select("code")
      .where("user_id", "=", fan.userId)
      .executeTakeFirstOrThrow();
    const ask = (who: Actor, at: string, status = 200, typed = code) =>
      who.json<{ items: Traced[] }>("GET", `${at}?code=${encodeURIComponent(typed)}`, undefined, status);
    const at = `/api/v1/creators/${shop.handle}/watermarks`;
    const { items } = await ask(shop.owner, at);
    expect(items).toMatchObject([{ user: { id: fan.userId, name: "Mara Lindqvist", email: fan.email } }]);
    const asRead = `${code.slice(0, 4)} - ${code.slice(4)}`
      .toLowerCase()
      .replaceAll("0", "o")
      .replaceAll("1", "l");
    expect((await ask(shop.owner, at, 200, asRead)).items).toEqual(items);
    expect((await ask(shop.owner, at, 200, "not a code")).items).toEqual([]);
    await ask(fan, at, 404);
    const rival = await makeShop(server, "rival");
    expect((await ask(rival.owner, `/api/v1/creators/${rival.handle}/watermarks`)).items).toEqual([]);
    await ask(rival.owner, at, 404);
    const operator = await server.signUpOperator("operator");
    expect((await ask(operator, "/api/v1/operations/watermarks")).items).toEqual(items);
    await ask(fan, "/api/v1/operations/watermarks", 403);
    const looked = await server.deps.db
      .selectFrom("events")
      .select(["actor_id", "subject_id"])
      .where("type", "=", "watermark.traced")
      .orderBy("id")
      .execute();
    expect(looked).toHaveLength(3);
    expect(looked[0]).toEqual({ actor_id: shop.owner.userId, subject_id: fan.userId });
  });

  it("end with the right, as everything does", async () => {
    const post = await write(await photo(1300), PRICE);
    await unlock(other, post.id);
    const url = await linkFor(other, post.id);
    expect((await shown(other, url)).status).toBe(200);
    expect((await shown(fan, url)).status).toBe(403);
    const { id } = await server.deps.db
      .selectFrom("purchases")
      .select("id")
      .where("post_id", "=", post.id)
      .executeTakeFirstOrThrow();
    await shop.owner.json("POST", `/api/v1/purchases/${id}/revoke`, { reason: "Test" });
    expect((await shown(other, url)).status).toBe(403);
  });
});

describe("the drawing of a mark", () => {
  it("is whole in any half of the picture, and the same for whatever names people have", async () => {
    for (const width of [640, 1280, 2048]) {
      const tile = await sharp(await drawMark("Wilhelmina Mecklenburg-… K7QM-2F9X", width)).metadata();
      expect(tile.width).toBeLessThan(width / 2);
    }
    const odd = await drawMark('<b>&amp; "\u0627</b>', 640);
    expect((await sharp(odd).stats()).channels[3]!.max).toBeGreaterThan(40);
  });

  it("needs no font of the machine", async () => {
    const program = `
      import { drawMark } from ${JSON.stringify(new URL("./draw-mark.ts", import.meta.url).href)};
      import { createHash } from "node:crypto";
      console.log(createHash("sha256").update(await drawMark("Mara K7QM-2F9X", 1280)).digest("hex"));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
      env: { ...process.env, HOME: "/nowhere", FONTCONFIG_FILE: "/nowhere", FONTCONFIG_PATH: "/nowhere" },
    });
    const here = createHash("sha256")
      .update(await drawMark("Mara K7QM-2F9X", 1280))
      .digest("hex");
    expect(stdout.trim()).toBe(here);
  });

  it("reads codes however they were read", () => {
    expect(readCode("k7qm-2f9x")).toBe("K7QM2F9X");
    expect(readCode(" OIL0 1234 ")).toBe("01101234");
    for (const typed of ["", "K7QM", "K7QM-2F9XX", "K7QM-2F9U"]) expect(readCode(typed)).toBeNull();
  });
});
