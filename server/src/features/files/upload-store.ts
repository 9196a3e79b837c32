import { constants, type FileHandle, open, stat } from "node:fs/promises";
import { type Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DataStore, Upload } from "@tus/server";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { followFile } from "./hash-file.ts";
import { reuseChunk } from "./large-chunks.ts";
import { type FileRow, findFile } from "./queries.ts";
import { deleteFile } from "./remove-file.ts";
import { uploadPath } from "./upload-path.ts";

/** Called with the number of bytes that are safely written, as it grows. */
export type Progress = (fileId: string, written: number) => void;

/**
 * Uploads as the tus server wants them stored: what is known of one is the row of its file, its bytes are a file that only grows,
 * and its offset is that file's size, so that what was acknowledged is what is there, whenever the process dies.
 */
export function uploadStore(deps: Deps, progress: Progress): DataStore {
  const store = new DataStore();
  // It is we who refuse what has expired, by our clock; the library would ask the machine's.
  store.extensions = ["creation", "creation-with-upload", "termination", "expiration"];

  return Object.assign(store, {
    async create(upload: Upload): Promise<Upload> {
      const handle = await open(uploadPath(deps, upload.id), "wx", 0o600);
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

    async write(stream: Readable, id: string, offset: number): Promise<number> {
      return receive(uploadPath(deps, id), stream, offset, (written) => progress(id, written));
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
  const received =
    file.status === "uploading" ? await stat(uploadPath(deps, file.id)).catch(() => null) : null;
  if (!received) throw new AppError("upload_expired", "The bytes of this upload are gone; start again.");
  return received.size;
}

/** The hashing thread is told of new bytes this often: to wake it costs more than to hash a little. */
const FOLLOW_BYTES = 8 * 1024 * 1024;

/** Writes what comes at `offset` and after; the answer is where the file ends then. Whatever was written counts, however it ends. */
async function receive(
  path: string,
  stream: Readable,
  offset: number,
  progress: (written: number) => void,
): Promise<number> {
  let position = offset;
  let followed = 0;
  let handle: FileHandle | null = null;
  const write = async (chunk: Uint8Array) => {
    handle ??= await openAt(path, offset);
    for (let written = 0; written < chunk.byteLength; ) {
      const { bytesWritten } = await handle.write(chunk, written, chunk.byteLength - written, position);
      written += bytesWritten;
      position += bytesWritten;
    }
    reuseChunk(chunk);
    progress(position);
    if (position - followed >= FOLLOW_BYTES) {
      followFile(path, position);
      followed = position;
    }
  };
  // A stream and not a loop over the readable: that would copy neighbouring chunks into one.
  const sink = new Writable({
    highWaterMark: 1,
    write: (chunk: Uint8Array, _encoding, done) => void write(chunk).then(() => done(), done),
  });
  try {
    await pipeline(stream, sink);
    return position;
  } finally {
    await (handle as FileHandle | null)?.close();
  }
}

/** Never creates, never follows a link, and never leaves a hole or writes over what is there. */
async function openAt(path: string, offset: number): Promise<FileHandle> {
  const handle = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  if ((await handle.stat()).size === offset) return handle;
  await handle.close();
  throw new AppError("wrong_state", "Upload-Offset is not where the upload stands.");
}
