import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ffmpegFilms } from "../../ports/films/ffmpeg-films.ts";
import { UnreadableFilm } from "../../ports/films/port.ts";
import type { Actor } from "../../test/actors.ts";
import { ffmpegProgram, makeFilm } from "../../test/ffmpeg.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";

const PROGRAMS = { ffmpeg: ffmpegProgram!, ffprobe: ffmpegProgram?.replace(/ffmpeg$/, "ffprobe") ?? "" };

describe.skipIf(!ffmpegProgram)("a reader of films that does not finish (A14)", { timeout: 120_000 }, () => {
  let directory: string;
  let good: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-films-"));
    good = join(directory, "good.mp4");
    await writeFile(good, await makeFilm(2));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const why = (reading: Promise<unknown>) => reading.then(() => null).catch((error: unknown) => error);

  it("says nothing of the film, unlike one that says it is none", async () => {
    expect(await ffmpegFilms(PROGRAMS).read(good, "video/mp4")).toMatchObject({ width: 640 });
    const none = join(directory, "none.mp4");
    await writeFile(none, Buffer.alloc(4000, 7));
    expect(await why(ffmpegFilms(PROGRAMS).read(none, "video/mp4"))).toBeInstanceOf(UnreadableFilm);

    const crash = join(directory, "crash");
    await writeFile(crash, "#!/bin/sh\nkill -s SEGV $$\n");
    const told = join(directory, "told");
    await writeFile(told, "#!/bin/sh\nexit 255\n");
    for (const program of [crash, told]) await chmod(program, 0o755);
    for (const [programs, reason] of [
      [{ ...PROGRAMS, longestSeconds: 0 }, /too long/],
      [{ ffmpeg: crash, ffprobe: crash }, /SIGSEGV/],
      [{ ffmpeg: told, ffprobe: told }, /255/],
      [{ ffmpeg: "/nowhere", ffprobe: "/nowhere" }, /127/],
    ] as const) {
      const films = ffmpegFilms(programs);
      for (const error of [
        await why(films.read(good, "video/mp4")),
        await why(films.frame(good, "video/mp4", 2000)),
      ]) {
        expect(error).not.toBeInstanceOf(UnreadableFilm);
        expect((error as Error).message).toMatch(reason);
      }
    }
  });
});

describe.skipIf(!ffmpegProgram)("the job that reads a film", { timeout: 120_000 }, () => {
  let server: TestServer;
  let shop: Shop;
  let operator: Actor;
  beforeAll(async () => {
    server = await startTestServer({ worker: true, environment: { FFMPEG_PATH: ffmpegProgram! } });
    shop = await makeShop(server);
    operator = await server.signUpOperator("operator");
  });
  afterAll(() => server.close());

  type Job = { id: string; state: string; attempts: number; maxAttempts: number; lastError: string | null };
  const jobs = async () =>
    (await operator.json<{ items: Job[] }>("GET", "/api/v1/operations/jobs?kind=read-media")).items;
  const known = (fileId: string) =>
    server.deps.db
      .selectFrom("file_media")
      .select(["failure", "width"])
      .where("file_id", "=", fileId)
      .executeTakeFirst();

  it("is tried again where ffmpeg fails; the last try is noted, and an operator has it tried once more", async () => {
    const films = server.deps.films;
    Object.assign(server.deps, { films: ffmpegFilms({ ...PROGRAMS, longestSeconds: 0 }) });
    const fileId = await makeFile(server, shop, await makeFilm(1), "film.mp4");
    const post = { creatorId: shop.creatorId, body: "Look", visibility: "free", mediaFileIds: [fileId] };
    await shop.owner.json("POST", "/api/v1/posts", post);
    const until = (state: Partial<Job>) =>
      vi.waitFor(async () => expect(await jobs()).toMatchObject([state]), 20_000);
    await until({ state: "retrying", attempts: 1, maxAttempts: 8 });
    expect((await jobs())[0]!.lastError).toMatch(/took too long/);
    expect(await known(fileId)).toBeUndefined();

    // As if time had passed and all tries but one had gone by.
    await server.deps.pool.query(
      "select graphile_worker.reschedule_jobs(array[$1]::bigint[], run_at => now(), attempts => 7)",
      [(await jobs())[0]!.id],
    );
    await until({ state: "failed", attempts: 8 });
    expect(await known(fileId)).toEqual({ failure: "gave_up", width: null });

    Object.assign(server.deps, { films });
    const { id } = (await jobs())[0]!;
    await operator.json("POST", `/api/v1/operations/jobs/${id}/retry`, { reason: "ffmpeg is well again" });
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), 20_000);
    expect(await known(fileId)).toEqual({ failure: null, width: 640 });
  });
});
