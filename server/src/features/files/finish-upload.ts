import { randomBytes } from "node:crypto";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { ObjectExists } from "../../ports/storage/port.ts";
import { findStorageKey, reserveObject } from "./file-objects.ts";
import { hashFile } from "./hash-file.ts";
import { passScanner } from "./pass-scanner.ts";
import { type FileRow, findFile } from "./queries.ts";
import { statOrNull } from "./stat-or-null.ts";
import { uploadPath } from "./upload-path.ts";
import { readViewType } from "./view-type.ts";

type Parts = Pick<Deps, "db" | "clock" | "storage" | "scanner" | "jobs" | "log">;

const running = new Map<string, Promise<void>>();

/**
 * Makes a file of an upload whose last byte has arrived: hash, random storage key, private area, and last of all `ready` together
 * with its event. Where uploads are scanned, the bytes are moved only once nothing was found in them: until then the file is
 * held, and a job asks the scanner again and again. May be called at any time, again and at once: it takes up the work where it was left, also after the process
 * died in the middle. Refuses `not_found` for a file that is gone and `wrong_state` for one whose bytes are not all there.
 */
export function finishUpload(deps: Parts, fileId: string): Promise<void> {
  const begun = running.get(fileId);
  if (begun) return begun;
  const finished = finish(deps, fileId).finally(() => running.delete(fileId));
  running.set(fileId, finished);
  return finished;
}

/** Job: tries again to finish an upload that was held; one that is gone or has failed meanwhile is no business of its. */
export async function finishHeldUpload(deps: Parts, { fileId }: { fileId: string }): Promise<void> {
  const file = await findFile(deps.db, fileId);
  if (file?.status !== "processing") return;
  await finishUpload(deps, fileId).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === "file_infected")) throw error;
  });
}

/** Waits until nobody is finishing this upload; how that went does not matter. */
export async function untilNotFinishing(fileId: string): Promise<void> {
  await running.get(fileId)?.catch(() => undefined);
}

async function finish(deps: Parts, fileId: string): Promise<void> {
  const file = await findFile(deps.db, fileId);
  if (!file) throw new AppError("not_found");
  if (file.status === "ready") return;
  if (file.status === "failed" && file.failure) throw new AppError("file_infected", file.failure);
  if (file.status === "failed") throw new AppError("wrong_state", "The bytes of this upload were lost.");
  if (file.status === "uploading") await reserveKey(deps, file);
  if (!(await passScanner(deps, file))) return;
  const key = await reservedKey(deps, fileId);
  await bringIn(deps, file, key);
  await markReady(deps, file, key);
}

/**
 * The key is written down, with the hash, before the bytes move under it: whatever happens in between, they are found again, and
 * the sweep never takes them for an orphan.
 */
async function reserveKey(deps: Parts, file: FileRow): Promise<void> {
  const path = uploadPath(deps, file.id);
  const received = await statOrNull(path);
  if (received?.size !== file.sizeBytes) throw new AppError("wrong_state", "The upload is not complete.");
  const [sha256, viewType] = await Promise.all([hashFile(path, file.sizeBytes), readViewType(path)]);
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("files")
      .set({ status: "processing", sha256, view_type: viewType })
      .where("id", "=", file.id)
      .where("status", "=", "uploading")
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return;
    const storageKey = randomBytes(16).toString("hex");
    await reserveObject(trx, file.id, storageKey);
  });
}

async function reservedKey(deps: Parts, fileId: string): Promise<string> {
  const key = await findStorageKey(deps.db, fileId);
  if (key === null) throw new AppError("not_found");
  return key;
}

async function bringIn(deps: Parts, file: FileRow, key: string): Promise<void> {
  const path = uploadPath(deps, file.id);
  try {
    await deps.storage.moveIn(path, key);
  } catch (error) {
    // Cut off after the move, or another process was faster: nobody else knows this key.
    const moved = error instanceof ObjectExists || (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!moved || (await deps.storage.size(key)) !== file.sizeBytes) throw error;
  }
}

async function markReady(deps: Parts, file: FileRow, key: string): Promise<void> {
  const known = await deps.db.transaction().execute(async (trx) => {
    const ready = await trx
      .updateTable("files")
      .set({ status: "ready", ready_at: deps.clock.now() })
      .where("id", "=", file.id)
      .where("status", "=", "processing")
      .returning(["name", "content_type", "sha256"])
      .executeTakeFirst();
    if (!ready) return (await findFile(trx, file.id)) !== null;
    await recordEvent(trx, deps.clock, {
      type: "file.uploaded",
      actorId: file.uploaderId,
      creatorId: file.creatorId,
      subject: { type: "file", id: file.id },
      data: {
        name: ready.name,
        sizeBytes: file.sizeBytes,
        contentType: ready.content_type,
        sha256: ready.sha256,
      },
    });
    return true;
  });
  // Deleted while it was being finished: nobody else knows the key any more.
  if (!known) {
    await deps.storage.remove(key);
    throw new AppError("not_found");
  }
}
