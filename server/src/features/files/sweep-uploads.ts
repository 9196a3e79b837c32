import { opendir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import { isId } from "../../lib/ids.ts";
import { findKnownKeys, findStorageKey, listReadyObjects } from "./file-objects.ts";
import { finishUpload } from "./finish-upload.ts";
import { type FileRow, findFile, selectFiles } from "./queries.ts";
import { deleteFile } from "./remove-file.ts";
import { statOrNull } from "./stat-or-null.ts";
import { UPLOAD_LIFE_SECONDS } from "./tus-server.ts";
import { uploadPath } from "./upload-path.ts";

type Parts = Pick<Deps, "db" | "clock" | "storage" | "scanner" | "jobs" | "log">;

/** Younger things may belong to somebody who is just at work. */
const GRACE_SECONDS = 3600;
const BATCH = 500;

/**
 * Puts files and bytes in order again after crashes and abandoned uploads; run it at start and then every so often. Finishes what
 * is complete, removes uploads older than {@link UPLOAD_LIFE_SECONDS} and bytes that no row knows, marks uploads without bytes
 * `failed`, and reports ready files whose bytes are gone (event `file.bytes_missing`, once; the file stays as it is, since the
 * storage may only be away for the moment).
 */
export async function sweepUploads(deps: Parts): Promise<void> {
  const swept = {
    ...(await sweepUnfinished(deps)),
    removedIncoming: await sweepIncoming(deps),
    removedObjects: await sweepObjects(deps),
    missing: await reportMissing(deps),
  };
  if (Object.values(swept).some((count) => count > 0)) deps.log.info(swept, "swept uploads");
}

async function sweepUnfinished(deps: Parts): Promise<{ finished: number; expired: number; failed: number }> {
  const swept = { finished: 0, expired: 0, failed: 0 };
  const now = deps.clock.now();
  const files = await selectFiles(deps.db)
    .where("status", "in", ["uploading", "processing"])
    .orderBy("created_at")
    .execute();
  for (const file of files) {
    try {
      if (await isComplete(deps, file)) {
        await finishUpload(deps, file.id);
        swept.finished += 1;
      } else if (addSeconds(file.createdAt, UPLOAD_LIFE_SECONDS) <= now) {
        await deleteFile(deps, file.id, { type: "file.expired", actorId: null });
        swept.expired += 1;
      } else if (addSeconds(file.createdAt, GRACE_SECONDS) <= now && (await hasNoBytes(deps, file))) {
        await markFailed(deps, file);
        swept.failed += 1;
      }
    } catch (error) {
      deps.log.error({ err: error, fileId: file.id }, "an upload could not be swept");
    }
  }
  return swept;
}

async function isComplete(deps: Parts, file: FileRow): Promise<boolean> {
  if (file.status === "processing") return !(await hasNoBytes(deps, file));
  return (await statOrNull(uploadPath(deps, file.id)))?.size === file.sizeBytes;
}

async function hasNoBytes(deps: Parts, file: FileRow): Promise<boolean> {
  if (await statOrNull(uploadPath(deps, file.id))) return false;
  const key = await findStorageKey(deps.db, file.id);
  return key === null || (await deps.storage.size(key)) === null;
}

async function markFailed(deps: Parts, file: FileRow): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable("files")
      .set({ status: "failed" })
      .where("id", "=", file.id)
      .where("status", "in", ["uploading", "processing"])
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "file.failed",
      creatorId: file.creatorId,
      subject: { type: "file", id: file.id },
    });
  });
}

/** Files in the incoming directory that belong to no unfinished upload. */
async function sweepIncoming(deps: Parts): Promise<number> {
  const before = addSeconds(deps.clock.now(), -GRACE_SECONDS);
  let removed = 0;
  for await (const entry of await opendir(deps.storage.incoming)) {
    if (!entry.isFile()) continue;
    const path = join(deps.storage.incoming, entry.name);
    const status = await statOrNull(path);
    if (!status || status.mtime > before) continue;
    const file = isId(entry.name) ? await findFile(deps.db, entry.name) : null;
    if (file?.status === "uploading" || file?.status === "processing") continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

/**
 * Objects without a row. Should most of what lies there be unknown, then it is not the objects that are wrong but the database
 * this process was pointed at; nothing is removed then.
 */
async function sweepObjects(deps: Parts): Promise<number> {
  const before = addSeconds(deps.clock.now(), -GRACE_SECONDS);
  const orphans: string[] = [];
  let known = 0;
  let batch: string[] = [];
  const look = async () => {
    // What was made of an original goes with it.
    const originals = await findKnownKeys(deps.db, batch.map(originalKey));
    const found = new Set(batch.filter((key) => originals.has(originalKey(key))));
    known += found.size;
    orphans.push(...batch.filter((key) => !found.has(key)));
    batch = [];
  };
  for await (const { key, modifiedAt } of deps.storage.keys()) {
    if (modifiedAt > before) continue;
    batch.push(key);
    if (batch.length === BATCH) await look();
  }
  await look();
  if (orphans.length > 100 && orphans.length > known) {
    deps.log.error(
      { orphans: orphans.length, known },
      "most stored objects are unknown to the database; none was removed",
    );
    return 0;
  }
  for (const key of orphans) await deps.storage.remove(key);
  return orphans.length;
}

async function reportMissing(deps: Parts): Promise<number> {
  let missing = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const files = await listReadyObjects(deps.db, after, BATCH);
    for (const file of files) {
      if ((await deps.storage.size(file.storage_key)) === file.size_bytes) continue;
      missing += 1;
      await reportOnce(deps, file.id, file.creator_id);
    }
    if (files.length < BATCH) return missing;
    after = files.at(-1)!.id;
  }
}

async function reportOnce(deps: Parts, fileId: string, creatorId: string): Promise<void> {
  deps.log.error({ fileId }, "the bytes of a ready file are missing");
  const reported = await deps.db
    .selectFrom("events")
    .select("id")
    .where("subject_type", "=", "file")
    .where("subject_id", "=", fileId)
    .where("type", "=", "file.bytes_missing")
    .executeTakeFirst();
  if (reported) return;
  await recordEvent(deps.db, deps.clock, {
    type: "file.bytes_missing",
    creatorId,
    subject: { type: "file", id: fileId },
  });
}

/** The key of the original that something lies beside, or is. */
function originalKey(key: string): string {
  return key.replace(/-w\d+$/, "");
}
