import type { Database } from "../../db/client.ts";
import { findStorageKey } from "./file-objects.ts";

/** The storage key of a ready file, or null; for tests that look at what lies there. */
export async function locateFile(deps: { db: Database }, fileId: string): Promise<string | null> {
  const ready = await deps.db
    .selectFrom("files")
    .select("id")
    .where("id", "=", fileId)
    .where("status", "=", "ready")
    .executeTakeFirst();
  return ready ? findStorageKey(deps.db, fileId) : null;
}
