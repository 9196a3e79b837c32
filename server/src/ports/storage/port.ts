/** Inclusive byte positions. `end = start - 1` is the empty range, the only one a zero-byte object has. */
export type ByteRange = { start: number; end: number };

/**
 * Where bytes lie. Two areas: originals in the private one, which only delivery and media may read, and re-encoded pictures in
 * the public one. Keys are random and made by us, never from anything a user typed; whatever does not look like such a key is
 * refused with {@link InvalidKey} before storage is touched. Private: `[a-z0-9-]`, 8 to 128 characters, none of them a slash.
 * Public: segments of the same kind joined by slashes, the last one with an optional extension (`covers/1f…/320.webp`).
 *
 * A private object never changes: it appears whole, under a key that was never used before, and is removed whole.
 */
export type StoragePort = {
  /** An existing local directory for files on their way in: {@link StoragePort.moveIn} takes them from here without copying. */
  readonly incoming: string;
  /**
   * Moves a finished file from {@link StoragePort.incoming} into the private area, durably and atomically. An existing key is
   * refused with {@link ObjectExists}, and then the file stays where it was. After a crash in the middle the same call completes
   * the move, or fails with `ENOENT` because it was complete.
   */
  moveIn(localPath: string, key: string): Promise<void>;
  /**
   * Streams the bytes of a private object in large chunks, reading one ahead. `range` must lie inside the object (RangeError).
   * A chunk keeps its bytes until the second chunk after it, or the end, is asked for: a consumer that waits until a chunk is sent
   * before it asks for the next is safe. It must not write to one. Ends early, and frees everything even when the consumer never
   * asks again, when `signal` aborts. Throws {@link ObjectMissing}; an object that goes away while it is
   * being read is either read to its end or fails, and never ends short.
   */
  read(key: string, range: ByteRange, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /**
   * Where a private object lies below the private area, for a web server that reads the same disk; null for storage that is no
   * directory. Throws {@link InvalidKey}.
   */
  placeOf(key: string): string | null;
  /** The path of a private object, for a program of this machine that reads it; null for storage that is no directory. Throws {@link InvalidKey}. */
  pathOf(key: string): string | null;
  /** Size in bytes of a private object, or null when there is none. Asks the storage itself each time. */
  size(key: string): Promise<number | null>;
  /** Removes a private object; removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Every private key and when it came in, in no particular order, for the sweep of orphans. */
  keys(): AsyncIterable<{ key: string; modifiedAt: Date }>;

  /** Writes a public object, durably and atomically: readers see the old bytes and type or the new ones. */
  putPublic(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  readPublic(key: string): Promise<{ bytes: Uint8Array; contentType: string } | null>;
  removePublic(key: string): Promise<void>;

  /** Bytes that still fit and bytes there are in all, or null where the storage sets no bound. */
  space(): Promise<{ freeBytes: number; totalBytes: number } | null>;

  /** Frees what is held open, for reads under way once they end. */
  close(): Promise<void>;
};

/** The bytes of a known file are not in storage. */
export class ObjectMissing extends Error {}

/** The key is taken. */
export class ObjectExists extends Error {}

/** Not a key of ours. */
export class InvalidKey extends Error {}
