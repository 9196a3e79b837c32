import type { Readable } from "node:stream";
import { elapsed } from "../../lib/clock.ts";

export type LargeChunks = {
  stream: ReadableStream<Uint8Array>;
  /** Takes the hands off the source and lets what is left of it drain away unread. */
  release(): void;
};

const CHUNK = 1024 * 1024;
/** Bytes that trickle in are handed on at least this often. */
const LONGEST_WAIT_MS = 500;

/** Whose buffer a chunk lies in, for as long as it may come back. */
const owners = new WeakMap<ArrayBufferLike, (buffer: Buffer) => void>();

/** Gives a chunk back once its bytes are written: a buffer that is filled again costs neither memory nor collection. */
export function reuseChunk(chunk: Uint8Array): void {
  owners.get(chunk.buffer)?.(Buffer.from(chunk.buffer));
}

/**
 * The bytes of a request in pieces of 1 MiB instead of the 64 KiB in which sockets deliver: each piece passes through several
 * streams and one write, and that costs by the piece. A connection that breaks ends the stream after the last byte that came,
 * since all of them count. `expected` is the number of bytes announced, if any.
 */
export function largeChunks(source: Readable, expected: number | null): LargeChunks {
  const size = Math.max(1, Math.min(CHUNK, expected ?? CHUNK));
  let chunk: Buffer | null = null;
  let filled = 0;
  let begunAt = 0;
  let released = false;
  const spare: Buffer[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array>;

  const newBuffer = () => {
    const buffer = Buffer.allocUnsafeSlow(size);
    owners.set(buffer.buffer, (used) => spare.push(used));
    return buffer;
  };
  const flush = () => {
    if (chunk && filled > 0) controller.enqueue(chunk.subarray(0, filled));
    chunk = null;
    filled = 0;
  };
  const take = (bytes: Buffer) => {
    for (let from = 0; from < bytes.byteLength; ) {
      if (!chunk) {
        chunk = spare.pop() ?? newBuffer();
        begunAt = elapsed();
      }
      const copied = bytes.copy(chunk, filled, from);
      filled += copied;
      from += copied;
      if (filled === size) flush();
    }
    if (chunk && elapsed() - begunAt > LONGEST_WAIT_MS) flush();
    if ((controller.desiredSize ?? 0) <= 0) source.pause();
  };
  const end = () => {
    if (released) return;
    release();
    flush();
    controller.close();
  };
  const release = () => {
    if (released) return;
    released = true;
    source.off("data", take).off("end", end).off("close", end);
    source.resume();
  };

  // Without a listener an error of the source would end the process; its close follows.
  source.on("error", () => undefined);
  const stream = new ReadableStream<Uint8Array>({
    start(own) {
      controller = own;
      source.on("data", take).on("end", end).on("close", end);
      if (source.destroyed || source.readableEnded) end();
    },
    pull() {
      if (!released) source.resume();
    },
    cancel: release,
  });
  return { stream, release };
}
