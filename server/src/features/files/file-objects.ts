import { sql } from "kysely";
import type { Database } from "../../db/client.ts";

/**
 * Where originals lie, for the work on the files themselves: the one way around the table's rule that a location is shown to an
 * entitled viewer only (migration 0020). Nothing here answers a request for bytes.
 */
export async function reserveObject(trx: Database, fileId: string, storageKey: string): Promise<void> {
  await atWork(trx, (db) =>
    db.insertInto("file_objects").values({ file_id: fileId, storage_key: storageKey }).execute(),
  );
}

/** The file's storage key, or null as long as none is reserved. */
export async function findStorageKey(db: Database, fileId: string): Promise<string | null> {
  const object = await atWork(db, (trx) =>
    trx.selectFrom("file_objects").select("storage_key").where("file_id", "=", fileId).executeTakeFirst(),
  );
  return object?.storage_key ?? null;
}

/** Those of `keys` that some file lies under. */
export async function findKnownKeys(db: Database, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await atWork(db, (trx) =>
    trx.selectFrom("file_objects").select("storage_key").where("storage_key", "in", keys).execute(),
  );
  return new Set(rows.map((row) => row.storage_key));
}

/** Ready files and where they lie, by id, from after `after`. */
export async function listReadyObjects(db: Database, after: string, limit: number) {
  return atWork(db, (trx) =>
    trx
      .selectFrom("files as f")
      .innerJoin("file_objects as o", "o.file_id", "f.id")
      .select(["f.id", "f.creator_id", "f.size_bytes", "o.storage_key"])
      .where("f.status", "=", "ready")
      .where("f.id", ">", after)
      .orderBy("f.id")
      .limit(limit)
      .execute(),
  );
}

/** Runs `use` with the locations of all originals in sight. */
export async function atWork<T>(db: Database, use: (trx: Database) => Promise<T>): Promise<T> {
  if (!db.isTransaction) return db.transaction().execute((trx) => atWork(trx, use));
  await sql`select set_config('vaulture.at_work', 'on', true)`.execute(db);
  const result = await use(db);
  await sql`select set_config('vaulture.at_work', '', true)`.execute(db);
  return result;
}
