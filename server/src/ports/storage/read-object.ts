import { type Lease, type OpenFiles, readExactly } from "./open-files.ts";
import type { ByteRange } from "./port.ts";
import type { SmallObjects } from "./small-objects.ts";

/** Objects up to this size are read whole and kept in memory. */
const SMALL = 64 * 1024;
/** Fewer, larger reads cost the least CPU; a short range does not need so much memory at once. */
const CHUNK = 1024 * 1024;
const SHORT_CHUNK = 256 * 1024;

export type ReadFrom = { files: OpenFiles; small: SmallObjects };

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
      yield* readLarge(lease, range, signal);
      return;
    }
    const whole = await readExactly(lease.fd, 0, lease.size);
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

/** One chunk is always being read while the one before it is being consumed. */
async function* readLarge(
  lease: Lease,
  range: ByteRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const chunk = range.end - range.start >= 2 * CHUNK ? CHUNK : SHORT_CHUNK;
  let position = range.start;
  let ahead: Promise<Buffer> | null = null;
  const readAhead = () => {
    const length = Math.min(chunk, range.end + 1 - position);
    ahead = readExactly(lease.fd, position, length);
    // Whoever stops before asking for it must not leave an unhandled rejection behind.
    ahead.catch(() => undefined);
    position += length;
  };
  // The descriptor must outlive the read that is under way: its number could be another file's by then.
  const letGo = () => {
    if (ahead) ahead.then(lease.release, lease.release);
    else lease.release();
  };
  signal?.addEventListener("abort", letGo, { once: true });
  try {
    readAhead();
    while (ahead) {
      const bytes: Buffer = await ahead;
      if (signal?.aborted) return;
      ahead = null;
      if (position <= range.end) readAhead();
      yield bytes;
      if (signal?.aborted) return;
    }
  } finally {
    signal?.removeEventListener("abort", letGo);
    if (ahead) await (ahead as Promise<Buffer>).catch(() => undefined);
  }
}
