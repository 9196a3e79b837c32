// Each table is written by one feature only: the one that its comment in the migrations names.
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

const SERVER = join(import.meta.dirname, "..", "server", "src");
const KYSELY = /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*"(\w+)/g;
const SQL =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|update(?!\s+set))\s+(?:only\s+)?([a-z_]+)(?=[\s(])/gi;

/** Every write to a table from outside its owner, as readable lines. */
export async function findForeignWrites(): Promise<string[]> {
  const owners = await readOwners();
  const found: string[] = [];
  const entries = await readdir(SERVER, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(".ts") || /\.(test|fixture)\.ts$/.test(entry.name)) continue;
    const path = relative(SERVER, join(entry.parentPath, entry.name));
    if (/^(test|db)\//.test(path)) continue;
    const source = await readFile(join(SERVER, path), "utf8");
    const home = path.startsWith("features/") ? path.split("/")[1]! : path.split("/")[0]!;
    for (const match of [...source.matchAll(KYSELY), ...source.matchAll(SQL)]) {
      const table = match[1]!;
      const owner = owners.get(table);
      if (owner && owner !== home && !allowed(path, table))
        found.push(`${path} writes ${table}, which belongs to ${owner}`);
    }
  }
  return found;
}

/** A ticket and its event are one statement on the hot path, so that making a link costs one round trip. */
function allowed(path: string, table: string): boolean {
  return path === "features/delivery/create-download.ts" && table === "events";
}

async function readOwners(): Promise<Map<string, string>> {
  const directory = join(SERVER, "db", "migrations");
  const owners = new Map<string, string>();
  // In their order: a later migration may give a table to another.
  for (const name of (await readdir(directory)).sort()) {
    const sql = await readFile(join(directory, name), "utf8");
    for (const [, table, owner] of sql.matchAll(/comment on table (\w+) is '(\w+):/g))
      owners.set(table!, owner!);
    for (const [, table] of sql.matchAll(/create table (\w+)/g)) {
      if (!sql.includes(`comment on table ${table} is`))
        throw new Error(`${name}: table ${table} names no owner in its comment`);
    }
  }
  return owners;
}
