import type { Deps } from "../../deps.ts";
import { HEAD_BYTES, labelFile, listUnlabelled, sniffViewType } from "../files/index.ts";

const BATCH = 200;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Looks into the first bytes of files that came in before that was done at the end of each upload, and says what they are. A file
 * that cannot be read now stays as it is, and is looked into the next time.
 */
export async function labelOlderFiles(deps: Pick<Deps, "db" | "storage" | "log">): Promise<void> {
  let after = FIRST;
  for (;;) {
    const files = await listUnlabelled(deps.db, after, BATCH);
    for (const { id, size_bytes, storage_key } of files) {
      const head = await readHead(deps, storage_key, size_bytes).catch((error: unknown) => {
        deps.log.error({ err: error, fileId: id }, "a file could not be looked into");
        return null;
      });
      if (head) await labelFile(deps.db, id, sniffViewType(head));
    }
    if (files.length < BATCH) return;
    after = files.at(-1)!.id;
  }
}

async function readHead(deps: Pick<Deps, "storage">, key: string, size: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const end = Math.min(size, HEAD_BYTES) - 1;
  for await (const chunk of deps.storage.read(key, { start: 0, end })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
