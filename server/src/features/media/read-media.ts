import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { type FilmType, UnreadableFilm } from "../../ports/films/port.ts";
import { ObjectExists } from "../../ports/storage/port.ts";
import { findStorageKey } from "../files/index.ts";
import { reencodeForViews } from "../images/index.ts";
import { sizeKey } from "./size-key.ts";

/** The sizes a picture of a post is shown in. */
const WIDTHS = [640, 1280, 2048];
/** A larger original is shown as it is; decoding it would take too much memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Why something could not be read. `gave_up`: whatever reads it failed each time, which says nothing of the file. */
export type Failure = "damaged" | "too_large" | "gave_up";
type Found = {
  width: number | null;
  height: number | null;
  durationMs: number | null;
  placeholder: Buffer | null;
  widths: number[];
  failure: Failure | null;
};
const NOTHING: Found = {
  width: null,
  height: null,
  durationMs: null,
  placeholder: null,
  widths: [],
  failure: null,
};

/**
 * Job: reads what a post shows. Of a picture it makes the sizes that are shown, without the original's metadata (place, camera, time),
 * and a few pixels that may be shown to everybody; of a film, where there is ffmpeg, its length and the same of one of its frames; of a
 * sound its length. Safe to repeat; what cannot be read is noted and not tried again. Where reading fails otherwise the job does, and is
 * tried again; the last of its tries is noted too, and stands in the queue until an operator has it tried once more.
 */
export async function readMedia(
  deps: Deps,
  { fileId }: { fileId: string },
  { isLast }: { isLast: boolean } = { isLast: false },
): Promise<void> {
  const file = await deps.db
    .selectFrom("files as f")
    .leftJoin("file_media as m", "m.file_id", "f.id")
    .select(["f.id", "f.view_type", "f.size_bytes", "m.read_at", "m.duration_ms", "m.failure"])
    .where("f.id", "=", fileId)
    .where("f.status", "=", "ready")
    .executeTakeFirst();
  const kind = kindOf(file?.view_type ?? null);
  if (!file || !kind) return;
  const wasLeftOut =
    kind !== "image" && file.duration_ms === null && file.failure === null && deps.films !== null;
  if (file.read_at && !wasLeftOut && file.failure !== "gave_up") return;
  const storageKey = await findStorageKey(deps.db, fileId);
  if (storageKey === null) return;
  try {
    const found =
      kind === "image"
        ? await readPicture(deps, storageKey, file.size_bytes)
        : await readFilm(deps, storageKey, file.view_type as FilmType);
    await keep(deps, fileId, kind, found);
  } catch (error) {
    if (isLast && !isBusy(error)) await keep(deps, fileId, kind, { ...NOTHING, failure: "gave_up" });
    throw error;
  }
}

async function keep(
  deps: Pick<Deps, "db" | "clock">,
  fileId: string,
  kind: "image" | "video" | "audio",
  found: Found,
): Promise<void> {
  const known = {
    width: found.width,
    height: found.height,
    duration_ms: found.durationMs,
    placeholder: found.placeholder,
    widths: found.widths,
    failure: found.failure,
    read_at: deps.clock.now(),
  };
  await deps.db
    .insertInto("file_media")
    .values({ file_id: fileId, kind, ...known })
    .onConflict((conflict) => conflict.column("file_id").doUpdateSet(known))
    .execute();
}

/** Behind those that somebody waits for. */
const NO_HURRY = 1000;

/** Queues films and sounds that were read before there was ffmpeg; some at a time and one after the other, as they are no hurry. */
export async function readLeftOutFilms(deps: Pick<Deps, "db" | "jobs" | "films">): Promise<void> {
  if (!deps.films) return;
  const files = await deps.db
    .selectFrom("file_media")
    .select("file_id")
    .where("kind", "<>", "image")
    .where("duration_ms", "is", null)
    .where("failure", "is", null)
    .limit(100)
    .execute();
  for (const { file_id: fileId } of files)
    await deps.jobs.add(
      deps.db,
      "read-media",
      { fileId },
      { key: `media:${fileId}`, queue: "media", priority: NO_HURRY },
    );
}

function kindOf(viewType: string | null): "image" | "video" | "audio" | null {
  const kind = viewType?.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : null;
}

/** Its length, and sizes of one frame, which lie beside it as those of a picture do. Without ffmpeg it plays without these. */
async function readFilm(deps: Deps, storageKey: string, type: FilmType): Promise<Found> {
  const path = deps.storage.pathOf(storageKey);
  if (!deps.films || path === null) return NOTHING;
  try {
    const { durationMs, ...facts } = await deps.films.read(path, type);
    const frame = type.startsWith("video/") ? await deps.films.frame(path, type, durationMs) : null;
    const poster = frame ? await keepSizes(deps, storageKey, frame) : NOTHING;
    // Nothing learned is not asked for again.
    return { ...poster, ...facts, durationMs, failure: durationMs === null ? "damaged" : null };
  } catch (error) {
    if (!(error instanceof UnreadableFilm || error instanceof AppError) || isBusy(error)) throw error;
    deps.log.warn({ why: error.message.replaceAll(path, "the file") }, "a film or sound cannot be read");
    return { ...NOTHING, failure: "damaged" };
  }
}

async function readPicture(deps: Deps, storageKey: string, bytes: number): Promise<Found> {
  if (bytes > MOST_BYTES) return { ...NOTHING, failure: "too_large" };
  const chunks: Uint8Array[] = [];
  // Chunks are filled anew after the next one was asked for: what is kept is copied.
  for await (const chunk of deps.storage.read(storageKey, { start: 0, end: bytes - 1 }))
    chunks.push(Uint8Array.from(chunk));
  try {
    return await keepSizes(deps, storageKey, Buffer.concat(chunks));
  } catch (error) {
    if (!(error instanceof AppError) || isBusy(error)) throw error;
    return { ...NOTHING, failure: error.code === "too_large" ? "too_large" : "damaged" };
  }
}

/** Too much is worked on: the job is tried again, and nothing is said of the file. */
function isBusy(error: unknown): boolean {
  return error instanceof AppError && error.code === "rate_limited";
}

async function keepSizes(deps: Deps, storageKey: string, bytes: Buffer): Promise<Found> {
  const { width, height, placeholder, sizes } = await reencodeForViews(bytes, WIDTHS);
  for (const size of sizes) await keepSize(deps, sizeKey(storageKey, size.width), size.webp);
  return {
    width,
    height,
    placeholder,
    durationMs: null,
    widths: sizes.map((size) => size.width),
    failure: null,
  };
}

async function keepSize(deps: Pick<Deps, "storage">, key: string, bytes: Uint8Array): Promise<void> {
  const draft = join(deps.storage.incoming, `media-${randomBytes(16).toString("hex")}`);
  try {
    await writeFile(draft, bytes, { flag: "wx", mode: 0o600 });
    await deps.storage.moveIn(draft, key);
  } catch (error) {
    await rm(draft, { force: true });
    // An earlier try came this far.
    if (!(error instanceof ObjectExists)) throw error;
  }
}
