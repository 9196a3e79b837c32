import { type Lease, type OpenFiles, readFully } from "./open-files.ts";
import type { ByteRange } from "./port.ts";
import type { SmallObjects } from "./small-objects.ts";

/** Objects up to this size are read whole and kept in memory. */
const SMALL = 64 * 1024;
/** Ranges up to this length are one chunk. */
const SHORT = 1024 * 1024;
/** How many buffers of that length are kept for the next such range. */
const SPARE = 16;
/** Larger reads cost less CPU, up to about here; slow readers hold this much memory for long. */
const CHUNK = 512 * 1024;
/** One chunk with the consumer, the one before it perhaps still on its way out, one being read. */
const BUFFERS = 3;

/** `spare`: buffers that nobody reads from or writes to any more. */
export type ReadFrom = { files: OpenFiles; small: SmallObjects; spare: Buffer[] };

/** The bytes of one range of the object `key` at `path`, as {@link StoragePort.read} promises. */
export async function* readObject(
  from: ReadFrom,
  key: string,
  path: string,
  range: ByteRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  if (signal?.aborted) return;
  const kept = from.small.get(key);
  if (kept) {
    checkRange(range, kept.byteLength);
    if (range.end >= range.start) yield kept.subarray(range.start, range.end + 1);
    return;
  }
  const lease = await from.files.lease(path);
  try {
    checkRange(range, lease.size);
    if (range.end < range.start || signal?.aborted) return;
    if (lease.size > SMALL) {
      const length = range.end + 1 - range.start;
      yield* length > SHORT ? readLarge(lease, range, signal) : readShort(from.spare, lease, range, signal);
      return;
    }
    const whole = await readFully(lease.fd, 0, Buffer.allocUnsafeSlow(lease.size));
    if (signal?.aborted) return;
    if (!lease.dropped()) {
      from.small.put(key, whole);
      from.files.drop(path);
    }
    yield whole.subarray(range.start, range.end + 1);
  } finally {
    lease.release();
  }
}

function checkRange({ start, end }: ByteRange, size: number): void {
  const whole = Number.isSafeInteger(start) && Number.isSafeInteger(end);
  if (!whole || start < 0 || end < start - 1 || end >= size) {
    throw new RangeError(`bytes ${start} to ${end} do not lie in an object of ${size}`);
  }
}

/**
 * One read, into a buffer that earlier ranges filled: fresh ones cost more in collecting them than the reading itself. It is left
 * to later ranges only when its consumer has taken everything; of one that was broken off the connection may still hold it.
 */
async function* readShort(
  spare: Buffer[],
  lease: Lease,
  range: ByteRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(SHORT);
  const bytes = await readFully(lease.fd, range.start, buffer.subarray(0, range.end + 1 - range.start));
  // Nobody may ever ask again.
  lease.release();
  if (signal?.aborted) return;
  yield bytes;
  if (!signal?.aborted && spare.length < SPARE) spare.push(buffer);
}

/**
 * One chunk is always being read while the one before it is being consumed. Each stream fills a few buffers of its own again and
 * again: fresh ones would cost more in collecting them than the reading itself, and shared ones could mix up streams.
 */
async function* readLarge(
  lease: Lease,
  range: ByteRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const length = range.end + 1 - range.start;
  const size = Math.min(CHUNK, length);
  const buffers: Buffer[] = [];
  const total = Math.ceil(length / size);
  let ahead: Promise<Buffer> | null = null;
  const readAhead = (index: number) => {
    const buffer = buffers[index % BUFFERS] ?? Buffer.allocUnsafeSlow(size);
    buffers[index % BUFFERS] = buffer;
    const position = index * size;
    ahead = readFully(
      lease.fd,
      range.start + position,
      buffer.subarray(0, Math.min(size, length - position)),
    );
    // Whoever stops before asking for it must not leave an unhandled rejection behind.
    ahead.catch(() => undefined);
  };
  // The descriptor must outlive the read that is under way: its number could be another file's by then.
  const letGo = () => {
    if (ahead) ahead.then(lease.release, lease.release);
    else lease.release();
  };
  signal?.addEventListener("abort", letGo, { once: true });
  try {
    readAhead(0);
    for (let index = 0; index < total; index += 1) {
      const bytes: Buffer = await ahead!;
      ahead = null;
      if (signal?.aborted) return;
      if (index + 1 < total) readAhead(index + 1);
      yield bytes;
      if (signal?.aborted) return;
    }
  } finally {
    signal?.removeEventListener("abort", letGo);
    if (ahead) await (ahead as Promise<Buffer>).catch(() => undefined);
  }
}
