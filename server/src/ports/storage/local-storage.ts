import { randomBytes } from "node:crypto";
import { constants, link, lstat, open, opendir, realpath, rename, statfs, unlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { makeDirectory, syncDirectory, syncFile, withHandle } from "./durable-files.ts";
import { isAbsent, openFiles } from "./open-files.ts";
import { ObjectExists, type StoragePort } from "./port.ts";
import { type ReadFrom, readObject } from "./read-object.ts";
import { smallObjects } from "./small-objects.ts";
import { type Area, isPrivateKey, privatePath, publicPath } from "./storage-paths.ts";

const OPEN_FILES = 256;
const SMALL_OBJECT_BYTES = 64 * 1024 * 1024;

/**
 * Storage in a directory of this machine: `private/ab/cd/<key>`, `public/<key>` and `incoming/` below `directory`, which is made
 * when it is missing. All three must lie on one file system that knows hard links.
 */
export async function localStorage(options: { directory: string }): Promise<StoragePort> {
  const area = await prepare(options.directory);
  const from: ReadFrom = {
    files: openFiles(OPEN_FILES),
    small: smallObjects(SMALL_OBJECT_BYTES),
    spare: [],
  };

  return {
    incoming: area.incoming,
    moveIn: async (localPath, key) => moveIn(localPath, privatePath(area, key)),
    read: (key, range, signal) => readObject(from, key, privatePath(area, key), range, signal),
    placeOf: (key) => relative(join(area.root, "private"), privatePath(area, key)),
    pathOf: (key) => privatePath(area, key),
    size: async (key) => sizeOf(privatePath(area, key)),
    async remove(key) {
      const path = privatePath(area, key);
      from.small.drop(key);
      from.files.drop(path);
      await removeFile(path);
    },
    keys: () => privateKeys(area),
    putPublic: async (key, bytes, contentType) => putPublic(area, publicPath(area, key), bytes, contentType),
    readPublic: async (key) => readPublic(publicPath(area, key)),
    removePublic: async (key) => removeFile(publicPath(area, key)),
    async space() {
      const { bavail, blocks, bsize } = await statfs(area.root);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
    async close() {
      from.small.clear();
      await from.files.close();
    },
  };
}

async function prepare(directory: string): Promise<Area> {
  await makeDirectory(directory);
  const root = await realpath(directory);
  const area = { root, incoming: join(root, "incoming") };
  for (const path of [area.incoming, join(root, "private"), join(root, "public")]) await makeDirectory(path);
  return area;
}

/**
 * First the bytes are made durable, then they get their new name, then the old one goes. A second name, unlike a rename, never
 * replaces a file. Cut off in between, the file has both names, and moving it again completes the work.
 */
async function moveIn(localPath: string, path: string): Promise<void> {
  await syncFile(localPath);
  await makeDirectory(dirname(path));
  try {
    await link(localPath, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!(await isSameFile(localPath, path))) throw new ObjectExists("the storage key is taken");
  }
  await syncDirectory(dirname(path));
  await unlink(localPath);
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([lstat(one), lstat(other)]);
  return a.dev === b.dev && a.ino === b.ino;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const status = await lstat(path);
    return status.isFile() ? status.size : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

async function* privateKeys(area: Area): AsyncGenerator<{ key: string; modifiedAt: Date }, void, void> {
  for await (const entry of await opendir(join(area.root, "private"), { recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isPrivateKey(entry.name) || privatePath(area, entry.name) !== path) continue;
    // The change time: moving in changes it, while the modification time is that of the last byte received.
    const status = await lstat(path).catch(() => null);
    if (status) yield { key: entry.name, modifiedAt: status.ctime };
  }
}

const CONTENT_TYPE = /^[\x21-\x7e][\x20-\x7e]{0,199}$/;
const NEWLINE = 10;

/** The content type is the first line of the file, so that one rename replaces both. */
async function putPublic(area: Area, path: string, bytes: Uint8Array, contentType: string): Promise<void> {
  if (!CONTENT_TYPE.test(contentType)) throw new TypeError("not a content type");
  const draft = join(area.incoming, `public-${randomBytes(16).toString("hex")}`);
  try {
    await withHandle(await open(draft, "wx", 0o600), async (handle) => {
      await handle.writeFile(Buffer.concat([Buffer.from(`${contentType}\n`), bytes]));
      await handle.sync();
    });
    await makeDirectory(dirname(path));
    await rename(draft, path);
  } catch (error) {
    await removeFile(draft);
    throw error;
  }
  await syncDirectory(dirname(path));
}

async function readPublic(path: string): Promise<{ bytes: Uint8Array; contentType: string } | null> {
  try {
    if ((await realpath(path)) !== path) return null;
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const file = await withHandle(handle, (opened) => opened.readFile());
    const end = file.indexOf(NEWLINE);
    return { contentType: file.toString("latin1", 0, end), bytes: file.subarray(end + 1) };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
