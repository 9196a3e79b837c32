import { close, fstat, open, read } from "node:fs";
import { constants, realpath } from "node:fs/promises";
import { promisify } from "node:util";
import { ObjectMissing } from "./port.ts";

/** A descriptor that somebody reads from. It stays open until the last holder lets go, even when the file is removed. */
export type Lease = {
  readonly fd: number;
  readonly size: number;
  /** Whether the file was dropped since; what was read is still right, but it must not be remembered. */
  dropped(): boolean;
  /** Lets go; a second call does nothing. */
  release(): void;
};

export type OpenFiles = {
  /** Throws {@link ObjectMissing} when there is no such regular file, or when a symbolic link stands in its way. */
  lease(path: string): Promise<Lease>;
  /** Forgets the path: its descriptor closes once nobody reads from it. */
  drop(path: string): void;
  /** Descriptors open now. */
  count(): number;
  close(): Promise<void>;
};

type Entry = {
  path: string;
  opening: Promise<Opened>;
  opened: Opened | null;
  holders: number;
  dropped: boolean;
};
type Opened = { fd: number; size: number };

const openFile = promisify(open);
const closeFile = promisify(close);
const statFile = promisify(fstat);

/**
 * Keeps the descriptors of recently read files open, at most `limit` beyond those being read right now: opening and closing cost
 * more than reading a small file does.
 */
export function openFiles(limit: number): OpenFiles {
  // A Map keeps insertion order and every use re-inserts: the first entry is the one unused for longest.
  const entries = new Map<string, Entry>();
  const closing = new Set<Promise<void>>();
  let descriptors = 0;

  function enter(path: string): Entry {
    const known = entries.get(path);
    const entry = known ?? { path, opening: openRegular(path), opened: null, holders: 0, dropped: false };
    entries.delete(path);
    entries.set(path, entry);
    return entry;
  }

  function trim(): void {
    for (const entry of entries.values()) {
      if (entries.size <= limit) return;
      if (entry.holders === 0) forget(entry);
    }
  }

  function forget(entry: Entry): void {
    entry.dropped = true;
    if (entries.get(entry.path) === entry) entries.delete(entry.path);
    closeUnheld(entry);
  }

  function closeUnheld(entry: Entry): void {
    if (!entry.dropped || entry.holders > 0 || !entry.opened) return;
    const { fd } = entry.opened;
    entry.opened = null;
    const closed = closeFile(fd).finally(() => {
      descriptors -= 1;
      closing.delete(closed);
    });
    closing.add(closed);
  }

  return {
    async lease(path) {
      const entry = enter(path);
      entry.holders += 1;
      if (!entry.opened) {
        try {
          const opened = await entry.opening;
          if (!entry.opened) descriptors += 1;
          entry.opened = opened;
        } catch (error) {
          entry.holders -= 1;
          forget(entry);
          throw error;
        }
        trim();
      }
      const { fd, size } = entry.opened;
      let held = true;
      return {
        fd,
        size,
        dropped: () => entry.dropped,
        release() {
          if (!held) return;
          held = false;
          entry.holders -= 1;
          closeUnheld(entry);
        },
      };
    },

    drop(path) {
      const entry = entries.get(path);
      if (entry) forget(entry);
    },

    count: () => descriptors,

    async close() {
      for (const entry of [...entries.values()]) forget(entry);
      await Promise.all(closing);
    },
  };
}

async function openRegular(path: string): Promise<Opened> {
  const fd = await openWithoutLinks(path);
  try {
    const status = await statFile(fd);
    if (!status.isFile()) throw new ObjectMissing("not a regular file");
    return { fd, size: status.size };
  } catch (error) {
    await closeFile(fd);
    throw error;
  }
}

async function openWithoutLinks(path: string): Promise<number> {
  try {
    if ((await realpath(path)) !== path) throw new ObjectMissing("a symbolic link stands in the way");
    return await openFile(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (isAbsent(error)) throw new ObjectMissing("no such object");
    throw error;
  }
}

const ABSENT = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/** Whether a file system error means that there is no such file at all. */
export function isAbsent(error: unknown): boolean {
  return ABSENT.has((error as NodeJS.ErrnoException).code ?? "");
}

/** Fills `buffer` with the bytes from `position` on; throws when the file ends before. */
export function readFully(fd: number, position: number, buffer: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const more = (filled: number) => {
      read(fd, buffer, filled, buffer.byteLength - filled, position + filled, (error, count) => {
        if (error) reject(error);
        else if (count === 0) reject(new Error("an object is shorter than it was"));
        else if (filled + count === buffer.byteLength) resolve(buffer);
        else more(filled + count);
      });
    };
    more(0);
  });
}
