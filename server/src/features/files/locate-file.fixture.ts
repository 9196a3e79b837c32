import type pg from "pg";

/** The storage key of a ready file, or null; for tests that look at what lies there. */
export async function locateFile(deps: { pool: pg.Pool }, fileId: string): Promise<string | null> {
  const { rows } = await deps.pool.query<{ storage_key: string }>({
    name: "locate-file",
    text: `select o.storage_key from file_objects o join files f on f.id = o.file_id where f.id = $1 and f.status = 'ready'`,
    values: [fileId],
  });
  return rows[0]?.storage_key ?? null;
}
