import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ffmpegFilms } from "../../ports/films/ffmpeg-films.ts";
import type { Actor } from "../../test/actors.ts";
import { ffmpegProgram, makeFilm, makeMedia } from "../../test/ffmpeg.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import type { Post } from "../posts/index.ts";
import { readLeftOutFilms, readMedia } from "./index.ts";

describe.skipIf(!ffmpegProgram)("films and sounds of posts, with ffmpeg", { timeout: 120_000 }, () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  let film: Buffer;
  beforeAll(async () => {
    server = await startTestServer({ environment: { FFMPEG_PATH: ffmpegProgram! } });
    shop = await makeShop(server);
    fan = await server.signUp("fan");
    film = await makeFilm(3);
  });
  afterAll(() => server.close());

  async function write(
    bytes: Buffer,
    name: string,
    more: object = {},
  ): Promise<{ id: string; fileId: string }> {
    const fileId = await makeFile(server, shop, bytes, name);
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      ...{ creatorId: shop.creatorId, body: "Look", visibility: "free", mediaFileIds: [fileId] },
      ...more,
    });
    return { id, fileId };
  }
  const read = (id: string, who = fan) => who.json<Post>("GET", `/api/v1/posts/${id}`);

  it("say how long they are and show a frame, to whoever may see them", async () => {
    const { id, fileId } = await write(film, "film.mp4");
    await readMedia(server.deps, { fileId });
    const [shown] = (await read(id)).mediaFiles;
    expect(shown).toMatchObject({ kind: "video", contentType: "video/mp4", width: 640, height: 360 });
    expect(shown!.durationSeconds).toBeCloseTo(3, 1);
    const poster = await fan.fetch(shown!.posterUrl!);
    expect([poster.status, poster.headers.get("content-type")]).toEqual([200, "image/webp"]);
    const picture = Buffer.from(await poster.arrayBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ width: 640, height: 360 });
    expect((await sharp(picture).stats()).entropy).toBeGreaterThan(1);
    const played = await fan.fetch(shown!.url!);
    expect(Buffer.from(await played.arrayBuffer()).equals(film)).toBe(true);
    expect((await (await server.signUp("stranger")).fetch(shown!.posterUrl!)).status).toBe(403);
  });

  it("give their length and a few pixels, and no frame, where they are locked", async () => {
    const { id, fileId } = await write(film, "film.mp4", {
      visibility: "ppv",
      price: { amount: 500, currency: "usd" },
    });
    await readMedia(server.deps, { fileId });
    const post = await read(id);
    expect(post).toMatchObject({ locked: true, mediaFiles: [], media: [{ kind: "video", width: 640 }] });
    expect(post.media[0]!.durationSeconds).toBeCloseTo(3, 1);
    expect(post.media[0]!.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(JSON.stringify(post)).not.toContain("/views/");
    const own = (await read(id, shop.owner)).mediaFiles[0]!;
    expect((await shop.owner.fetch(own.posterUrl!)).status).toBe(200);
  });

  it("are turned as their camera was held", async () => {
    const name = await mkdtemp(join(tmpdir(), "vaulture-turned-"));
    await writeFile(join(name, "film.mp4"), film);
    const turned = await makeMedia(
      "turned.mp4",
      ...["-i", join(name, "film.mp4"), "-c", "copy", "-metadata:s:v:0", "rotate=90"],
    );
    await rm(name, { recursive: true });
    const { id, fileId } = await write(turned, "turned.mp4");
    await readMedia(server.deps, { fileId });
    expect((await read(id)).mediaFiles[0]).toMatchObject({ width: 360, height: 640 });
  });

  it.each([
    ["sound.mp3", ["-c:a", "libmp3lame"]],
    ["sound.ogg", ["-c:a", "libvorbis"]],
    ["sound.flac", []],
    ["sound.wav", []],
    ["sound.m4a", []],
  ])("a sound (%s) says how long it is", async (name, codec) => {
    const sound = await makeMedia(name, "-f", "lavfi", "-i", "sine=duration=2", ...codec);
    const { id, fileId } = await write(sound, name);
    await readMedia(server.deps, { fileId });
    const [shown] = (await read(id)).mediaFiles;
    expect(shown).toMatchObject({ kind: "audio", posterUrl: null });
    expect(shown!.durationSeconds).toBeCloseTo(2, 0);
  });

  it("play where they cannot be read, and are not tried again", async () => {
    const broken = Buffer.concat([film.subarray(0, 64), Buffer.alloc(5000, 0xa5)]);
    const { id, fileId } = await write(broken, "broken.mp4");
    await readMedia(server.deps, { fileId });
    const [shown] = (await read(id)).mediaFiles;
    expect(shown).toMatchObject({ kind: "video", posterUrl: null });
    expect(shown!.durationSeconds).toBeUndefined();
    expect(Buffer.from(await (await fan.fetch(shown!.url!)).arrayBuffer()).equals(broken)).toBe(true);
    const noted = await server.deps.db
      .selectFrom("file_media")
      .select("failure")
      .where("file_id", "=", fileId)
      .executeTakeFirstOrThrow();
    expect(noted.failure).toBe("damaged");
  });

  it("are read later, if there was no ffmpeg first", async () => {
    const { id, fileId } = await write(film, "film.mp4");
    const without = { ...server.deps, films: null };
    await readMedia(without, { fileId });
    const [first] = (await read(id)).mediaFiles;
    expect(first).toMatchObject({ kind: "video", posterUrl: null });
    expect((await fan.fetch(first!.url!, { headers: { range: "bytes=0-9" } })).status).toBe(206);
    const queued: string[] = [];
    const jobs = {
      ...server.deps.jobs,
      add: async (_db: unknown, _name: unknown, payload: object) => void queued.push(JSON.stringify(payload)),
    };
    await readLeftOutFilms({ ...without, jobs });
    expect(queued).toEqual([]);
    await readLeftOutFilms({ ...server.deps, jobs });
    expect(queued).toEqual([JSON.stringify({ fileId })]);
    await readLeftOutFilms(server.deps);
    const { rows } = await server.deps.pool.query(
      "select queue_name from graphile_worker.jobs where key = $1",
      [`media:${fileId}`],
    );
    expect(rows).toEqual([{ queue_name: "media" }]);
    await readMedia(server.deps, { fileId });
    expect((await read(id)).mediaFiles[0]!.posterUrl).not.toBeNull();
    queued.length = 0;
    await readLeftOutFilms({ ...server.deps, jobs });
    expect(queued).toEqual([]);
  });
});

describe.skipIf(!ffmpegProgram)("hostile films (A14)", { timeout: 120_000 }, () => {
  const films = ffmpegFilms({
    ffmpeg: ffmpegProgram!,
    ffprobe: ffmpegProgram!.replace(/ffmpeg$/, "ffprobe"),
  });
  let directory: string;
  let good: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-films-"));
    good = await put("good.mp4", await makeFilm(2));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  async function put(name: string, bytes: Buffer | string): Promise<string> {
    await writeFile(join(directory, name), bytes);
    return join(directory, name);
  }

  it("a playlist that names another file or an address is no film", async () => {
    expect(await films.read(good, "video/mp4")).toMatchObject({ width: 640 });
    const lists = [
      `#EXTM3U\n#EXTINF:2,\nfile://${good}\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile '${good}'\n`,
    ];
    for (const [n, list] of lists.entries()) {
      const path = await put(`list-${n}.mp4`, list);
      await expect(films.read(path, "video/mp4")).rejects.toThrow();
      await expect(films.frame(path, "video/webm", 1000)).rejects.toThrow();
    }
  });

  it("a name that looks like an option or an address is a name", async () => {
    const path = join(directory, "-i http:x.mp4");
    await symlink(good, path);
    expect(await films.read(path, "video/mp4")).toMatchObject({ width: 640, height: 360 });
    await expect(films.read("http://127.0.0.1:9/film.mp4", "video/mp4")).rejects.toThrow();
  });

  it("a picture that claims to be larger than memory ends at the bound", async () => {
    const large = await put("large.mp4", await makeFilm(0.2, "4096x2160"));
    expect(await films.frame(large, "video/mp4", 200)).toBeInstanceOf(Buffer);
    const claim = Buffer.from(await makeFilm(0.2));
    // Width and height of the track and of the sample: 65535 each.
    for (let at = claim.indexOf("avc1"); at >= 0; at = claim.indexOf("avc1", at + 4))
      if (at + 32 < claim.length) claim.fill(0xff, at + 28, at + 32);
    await films.frame(await put("claim.mp4", claim), "video/mp4", 200).catch((error: Error) => error);
    expect(await films.frame(good, "video/mp4", 2000)).toBeInstanceOf(Buffer);
  });

  it("flipped bytes end in an answer or a refusal, and nothing is left behind", async () => {
    const bytes = await makeFilm(0.5);
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 3)) {
      const bad = Buffer.from(bytes);
      bad.fill(0xff, at, at + 16);
      const path = await put("bad.mp4", bad);
      await films.read(path, "video/mp4").catch(() => null);
      await films.frame(path, "video/mp4", 500).catch(() => null);
    }
    expect(await films.read(good, "video/mp4")).toMatchObject({ width: 640 });
    expect((await readdir(directory)).toSorted()).toEqual(
      [
        "-i http:x.mp4",
        "bad.mp4",
        "claim.mp4",
        "good.mp4",
        "large.mp4",
        ...[0, 1].map((n) => `list-${n}.mp4`),
      ].toSorted(),
    );
  });
});
