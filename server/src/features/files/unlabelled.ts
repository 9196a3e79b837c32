import type { Database } from "../../db/client.ts";
import { atWork } from "./file-objects.ts";

/** Ready files whose bytes nobody has looked into yet, and where they lie, by id from after `after`: those of before it was done at the end of an upload. */
export async function listUnlabelled(db: Database, after: string, limit: number) {
  return atWork(db, (trx) =>
    trx
      .selectFrom("files as f")
      .innerJoin("file_objects as o", "o.file_id", "f.id")
      .select(["f.id", "f.size_bytes", "o.storage_key"])
      .where("f.status", "=", "ready")
      .where("f.view_type", "is", null)
      .where("f.id", ">", after)
      .orderBy("f.id")
      .limit(limit)
      .execute(),
  );
}

/** Writes down what was found in a file's bytes. */
export async function labelFile(db: Database, fileId: string, viewType: string): Promise<void> {
  await db.updateTable("files").set({ view_type: viewType }).where("id", "=", fileId).execute();
}
