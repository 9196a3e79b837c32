import { constants, copyFile, stat, writeFile } from "node:fs/promises";
import { newId } from "../../lib/ids.ts";
import { announceFile } from "./create-upload.ts";
import { finishUpload } from "./finish-upload.ts";
import { type FileRow, findFile } from "./queries.ts";
import { deleteFile } from "./remove-file.ts";
import { uploadPath } from "./upload-path.ts";

export type FileToIngest = {
  creatorId: string;
  uploaderId: string | null;
  name: string;
  contentType: string;
} & ({ path: string } | { bytes: Uint8Array });

/** Takes in a file of this machine, or bytes, as if it had been uploaded: quota, hash, storage and event are the same. A file at `path` is copied. */
export async function ingestFile(
  deps: Parameters<typeof finishUpload>[0],
  source: FileToIngest,
): Promise<FileRow> {
  const id = newId();
  const sizeBytes = "path" in source ? (await stat(source.path)).size : source.bytes.byteLength;
  const { creatorId, uploaderId, name, contentType } = source;
  await announceFile(deps, { id, creatorId, uploaderId, name, contentType, sizeBytes });
  try {
    const incoming = uploadPath(deps, id);
    if ("path" in source)
      await copyFile(source.path, incoming, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    else await writeFile(incoming, source.bytes, { flag: "wx", mode: 0o600 });
    await finishUpload(deps, id);
  } catch (error) {
    await deleteFile(deps, id, { type: "file.removed", actorId: uploaderId });
    throw error;
  }
  return (await findFile(deps.db, id))!;
}
