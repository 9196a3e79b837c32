import { rm } from "node:fs/promises";
import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { findStorageKey } from "./file-objects.ts";
import { untilNotFinishing } from "./finish-upload.ts";
import { forgetFile } from "./hash-file.ts";
import { getFileFor } from "./queries.ts";
import { uploadPath } from "./upload-path.ts";

/** Removes a file or an unfinished upload, for good. Editors and owners; refused `file_in_use` while a product has it. */
export async function removeFile(deps: Deps, user: User, fileId: string): Promise<void> {
  await getFileFor(deps, user, fileId, "editor");
  await untilNotFinishing(fileId);
  await deleteFile(deps, fileId, { type: "file.removed", actorId: user.userId });
}

/**
 * Deletes the row with its event, then, when that stands, the bytes: a crash in between leaves an orphan for the sweep, never a
 * file without bytes. Says whether there was such a file.
 */
export async function deleteFile(
  deps: Pick<Deps, "db" | "clock" | "storage">,
  fileId: string,
  event: { type: "file.removed" | "file.expired"; actorId: string | null },
): Promise<boolean> {
  const deleted = await deps.db
    .transaction()
    .execute(async (trx) => {
      const file = await trx
        .selectFrom("files")
        .select(["creator_id", "name", "size_bytes"])
        .where("id", "=", fileId)
        .forUpdate()
        .executeTakeFirst();
      if (!file) return null;
      const storageKey = await findStorageKey(trx, fileId);
      await trx.deleteFrom("files").where("id", "=", fileId).execute();
      await recordEvent(trx, deps.clock, {
        ...event,
        creatorId: file.creator_id,
        subject: { type: "file", id: fileId },
        data: { name: file.name, sizeBytes: file.size_bytes },
      });
      return { storageKey };
    })
    .catch((error: unknown) => {
      throw isReferenced(error) ? new AppError("file_in_use", "Take it out of the product first.") : error;
    });
  if (!deleted) return false;
  if (deleted.storageKey) await deps.storage.remove(deleted.storageKey);
  await rm(uploadPath(deps, fileId), { force: true });
  forgetFile(uploadPath(deps, fileId));
  return true;
}

// The database alone decides: a look beforehand could not see a product that takes the file at the same moment.
const FOREIGN_KEY_VIOLATION = "23503";

function isReferenced(error: unknown): boolean {
  return (error as { code?: string }).code === FOREIGN_KEY_VIOLATION;
}
