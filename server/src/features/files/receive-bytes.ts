import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AppError } from "../../errors.ts";

export type Receiving = {
  /** An existing file, which ends at `offset`. */
  path: string;
  offset: number;
  /** Where the file must end at most, in bytes. */
  size: number;
  /** Stops receiving; what has come is written. */
  signal: AbortSignal;
  /** Called with the new end of the file each time that bytes are safely written. */
  written: (end: number) => void;
  /** Called whenever bytes arrive. */
  arrived: () => void;
};

/** Pieces are written together once there are so many bytes; every write costs a trip to another thread. */
const BATCH = 512 * 1024;
/** More than this is not taken from the connection while a write is under way. */
const MOST_WAITING = 1024 * 1024;
const SYNC_BYTES = 64 * 1024 * 1024;
/** Bytes wait no longer than this for more. */
const LONGEST_WAIT_MS = 500;

/**
 * Appends what a request brings to a file and answers where the file ends then. A connection that breaks is no failure: every
 * byte that came is written and counts. Refuses `wrong_state` when the file does not end at `offset`, so that nothing is ever
 * written over or leaves a hole, and `too_large` for bytes beyond `size`, of which none is written.
 */
export async function receiveBytes(source: Readable, receiving: Receiving): Promise<number> {
  const handle = await openAt(receiving.path, receiving.offset);
  const disk = syncNowAndThen(handle);
  try {
    return await append(source, handle, {
      ...receiving,
      written(end) {
        disk.written(end);
        receiving.written(end);
      },
    });
  } finally {
    await disk.idle();
    await handle.close();
  }
}

/** The disk starts to work while bytes still come, so that making the whole file durable in the end takes a moment only. */
function syncNowAndThen(handle: FileHandle) {
  let syncing: Promise<void> | null = null;
  let synced = 0;
  return {
    written(end: number) {
      synced ||= end;
      if (syncing || end - synced < SYNC_BYTES) return;
      synced = end;
      // Only a head start: whether the bytes are durable is for the one who finishes the upload to see to.
      syncing = handle
        .datasync()
        .catch(() => undefined)
        .finally(() => {
          syncing = null;
        });
    },
    idle: async () => syncing,
  };
}

async function openAt(path: string, offset: number): Promise<FileHandle> {
  const handle = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  if ((await handle.stat()).size === offset) return handle;
  await handle.close();
  throw new AppError("wrong_state", "Upload-Offset is not where the upload stands.");
}

function append(source: Readable, handle: FileHandle, receiving: Receiving): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let waiting: Buffer[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let end = receiving.offset;
  let inFlight = 0;
  let writing = false;
  let over = false;
  let refused: AppError | null = null;

  const take = (piece: Buffer) => {
    receiving.arrived();
    if (end + inFlight + bytes + piece.byteLength > receiving.size) {
      refused = new AppError("too_large", "These are more bytes than Upload-Length announced.");
      return stop();
    }
    if (bytes === 0) timer = setTimeout(write, LONGEST_WAIT_MS);
    waiting.push(piece);
    bytes += piece.byteLength;
    if (bytes >= BATCH) write();
    if (bytes >= MOST_WAITING) source.pause();
  };
  const write = () => {
    if (writing) return;
    if (bytes === 0) {
      if (over) finish();
      return;
    }
    clearTimeout(timer);
    const batch = waiting;
    inFlight = bytes;
    waiting = [];
    bytes = 0;
    writing = true;
    writeAll(handle, batch, end).then(() => {
      writing = false;
      batch.forEach(letGo);
      end += inFlight;
      inFlight = 0;
      receiving.written(end);
      if (!over) source.resume();
      if (over || bytes >= BATCH) write();
      else if (bytes > 0) timer = setTimeout(write, LONGEST_WAIT_MS);
    }, fail);
  };
  const detach = () => {
    if (over) return;
    over = true;
    source.off("data", take).off("end", stop).off("close", stop);
    receiving.signal.removeEventListener("abort", stop);
  };
  const stop = () => {
    if (over) return;
    detach();
    write();
  };
  const finish = () => (refused ? reject(refused) : resolve(end));
  const fail = (error: unknown) => {
    detach();
    clearTimeout(timer);
    bytes = 0;
    reject(error);
  };

  // Without a listener an error of the source would end the process; its close follows.
  source.on("error", () => undefined);
  source.on("data", take).on("end", stop).on("close", stop);
  receiving.signal.addEventListener("abort", stop);
  if (source.destroyed || source.readableEnded || receiving.signal.aborted) stop();
  return promise;
}

/**
 * Gives a written piece's memory back at once. To the collector a piece is a tiny object; it learns of the 64 KiB behind it only
 * when very many have piled up, and then marks the whole heap, some twenty times a second during a fast upload. A piece that
 * shares its memory with others is left to it.
 */
function letGo(piece: Buffer): void {
  const { buffer } = piece;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === piece.byteLength) buffer.transfer(0);
}

/** Writes all the pieces one after the other from `position` on, however few bytes the system takes at a time. */
export async function writeAll(
  handle: Pick<FileHandle, "writev">,
  pieces: Buffer[],
  position: number,
): Promise<void> {
  let at = position;
  for (let left = pieces; left.length > 0; ) {
    const { bytesWritten } = await handle.writev(left, at);
    at += bytesWritten;
    left = without(left, bytesWritten);
  }
}

function without(pieces: Buffer[], bytes: number): Buffer[] {
  let skip = bytes;
  const left: Buffer[] = [];
  for (const piece of pieces) {
    if (skip < piece.byteLength) left.push(piece.subarray(skip));
    skip = Math.max(0, skip - piece.byteLength);
  }
  return left;
}
