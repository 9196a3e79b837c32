import { constants, type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a directory and every missing one above it, and sees to it that they survive a power cut. */
export async function makeDirectory(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let made = path; made.length >= firstMade.length; made = dirname(made)) {
    await syncDirectory(dirname(made));
  }
}

/** Makes the names in a directory survive a power cut: a file's own fsync does not (fsync(2)). */
export async function syncDirectory(path: string): Promise<void> {
  await withHandle(await open(path, constants.O_RDONLY | constants.O_DIRECTORY), (handle) => handle.sync());
}

/** Makes the bytes of a regular file survive a power cut. */
export async function syncFile(path: string): Promise<void> {
  await withHandle(await open(path, constants.O_RDONLY | constants.O_NOFOLLOW), (handle) => handle.sync());
}

export async function withHandle<T>(handle: FileHandle, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}
