import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { ObjectExists } from "../../ports/storage/port.ts";
import { findStorageKey } from "../files/index.ts";
import { reencodeForViews } from "../images/index.ts";
import { sizeKey } from "./size-key.ts";

/** The sizes a picture of a post is shown in. */
const WIDTHS = [640, 1280, 2048];
/** A larger original is shown as it is; decoding it would take too much memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Job: reads what a post shows. Of a picture it makes the sizes that are shown, without the original's metadata (place, camera, time),
 * and a few pixels that may be shown to everybody. Safe to repeat; what cannot be read is noted and not tried again.
 */
export async function readMedia(deps: Deps, { fileId }: { fileId: string }): Promise<void> {
  const file = await deps.db
    .selectFrom("files as f")
    .leftJoin("file_media as m", "m.file_id", "f.id")
    .select(["f.id", "f.view_type", "f.size_bytes", "m.read_at"])
    .where("f.id", "=", fileId)
    .where("f.status", "=", "ready")
    .executeTakeFirst();
  const kind = kindOf(file?.view_type ?? null);
  if (!file || !kind || file.read_at) return;
  const storageKey = await findStorageKey(deps.db, fileId);
  if (storageKey === null) return;
  const found =
    kind === "image" && file.size_bytes <= MOST_BYTES
      ? await readPicture(deps, storageKey, file.size_bytes)
      : { width: null, height: null, placeholder: null, widths: [], failed: false };
  const now = deps.clock.now();
  await deps.db
    .insertInto("file_media")
    .values({
      file_id: fileId,
      kind,
      width: found.width,
      height: found.height,
      placeholder: found.placeholder,
      widths: found.widths,
      failed_at: found.failed ? now : null,
      read_at: now,
    })
    .onConflict((conflict) => conflict.column("file_id").doNothing())
    .execute();
}

function kindOf(viewType: string | null): "image" | "video" | "audio" | null {
  const kind = viewType?.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : null;
}

async function readPicture(deps: Deps, storageKey: string, bytes: number) {
  const chunks: Uint8Array[] = [];
  // Chunks are filled anew after the next one was asked for: what is kept is copied.
  for await (const chunk of deps.storage.read(storageKey, { start: 0, end: bytes - 1 }))
    chunks.push(Uint8Array.from(chunk));
  try {
    const picture = await reencodeForViews(Buffer.concat(chunks), WIDTHS);
    for (const { width, webp } of picture.sizes) await keep(deps, sizeKey(storageKey, width), webp);
    return { ...picture, widths: picture.sizes.map(({ width }) => width), failed: false };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { width: null, height: null, placeholder: null, widths: [], failed: true };
  }
}

async function keep(deps: Pick<Deps, "storage">, key: string, bytes: Uint8Array): Promise<void> {
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
