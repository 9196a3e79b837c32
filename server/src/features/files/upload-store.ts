import { constants, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { DataStore, Upload } from "@tus/server";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { type FileRow, findFile } from "./queries.ts";
import { deleteFile } from "./remove-file.ts";
import { statOrNull } from "./stat-or-null.ts";
import { uploadPath } from "./upload-path.ts";

/** Receives the body of the request at hand into the upload and answers the new offset. */
export type ReceiveBody = (file: FileRow, offset: number) => Promise<number>;

/**
 * Uploads as the tus server wants them stored: what is known of one is the row of its file, its bytes are a file that only grows,
 * and its offset is that file's size, so that what was acknowledged is what is there, whenever the process dies.
 */
export function uploadStore(deps: Deps, receive: ReceiveBody): DataStore {
  const store = new DataStore();
  // It is we who refuse what has expired, by our clock; the library would ask the machine's.
  store.extensions = ["creation", "creation-with-upload", "termination", "expiration"];

  return Object.assign(store, {
    async create(upload: Upload): Promise<Upload> {
      const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
      const handle = await open(uploadPath(deps, upload.id), flags, 0o600);
      await handle.close();
      return upload;
    },

    async getUpload(id: string): Promise<Upload> {
      const file = await findFile(deps.db, id);
      if (!file) throw new AppError("not_found");
      return new Upload({
        id,
        size: file.sizeBytes,
        offset: await receivedBytes(deps, file),
        creation_date: file.createdAt.toISOString(),
        metadata: { filename: file.name, filetype: file.contentType, creatorId: file.creatorId },
      });
    },

    // The library's stream is empty: it would pass the bytes through several others, piece by piece.
    async write(empty: Readable, id: string, offset: number): Promise<number> {
      empty.resume();
      const file = await findFile(deps.db, id);
      if (!file) throw new AppError("not_found");
      return receive(file, offset);
    },

    async remove(id: string): Promise<void> {
      const file = await findFile(deps.db, id);
      if (!file || !(await deleteFile(deps, id, { type: "file.removed", actorId: file.uploaderId }))) {
        throw new AppError("not_found");
      }
    },
  });
}

/** How many bytes of a file have arrived. */
export async function receivedBytes(deps: Pick<Deps, "storage">, file: FileRow): Promise<number> {
  if (file.status === "ready" || file.status === "processing") return file.sizeBytes;
  const received = file.status === "uploading" ? await statOrNull(uploadPath(deps, file.id)) : null;
  if (!received) throw new AppError("upload_expired", "The bytes of this upload are gone; start again.");
  return received.size;
}
