import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";

const MIGRATIONS = new URL("./migrations/", import.meta.url);
/** Any fixed number that nothing else uses as an advisory lock. */
const MIGRATION_LOCK = 8_624_037_126;

/**
 * Brings the database at `url` to the newest schema: each `migrations/NNNN_name.sql` once, in order, each in a transaction of
 * its own. Safe when several nodes start at once. Refuses when an applied file was edited afterwards or is missing, which means
 * that this code is older than the database. Returns the names it applied.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "vaulture migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; sha256: string }>(
      "select name, sha256 from schema_migrations",
    );
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort();
    refuseUnknown(applied, names);

    const done: string[] = [];
    for (const name of names) {
      const sql = await readFile(new URL(name, MIGRATIONS), "utf8");
      const sha256 = createHash("sha256").update(sql).digest("hex");
      if (applied.has(name)) {
        if (applied.get(name) !== sha256)
          throw new Error(`Migration ${name} was changed after it had been applied.`);
        continue;
      }
      await client.query("begin");
      await client.query(sql);
      await client.query("insert into schema_migrations (name, sha256) values ($1, $2)", [name, sha256]);
      await client.query("commit");
      done.push(name);
    }
    return done;
  } finally {
    await client.end();
  }
}

function refuseUnknown(applied: Map<string, string>, names: string[]): void {
  const unknown = [...applied.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was migrated by a newer version (it has ${unknown.join(", ")}). Start that version, or restore a backup.`,
    );
  }
}
