import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../server/src/db/client.ts";
import { startEmbeddedPostgres } from "../server/src/db/embedded-postgres.ts";
import { migrate } from "../server/src/db/migrate.ts";
import { migrateJobs } from "../server/src/jobs/worker.ts";

/** What all measurements of a run share: a directory that goes away at the end, and one PostgreSQL set up as the product does it. */
export type Machine = {
  directory: string;
  /** Options for every measured Node process, such as those that write a CPU profile. */
  nodeOptions: string[];
  /** A fresh, migrated database; the answer is its URL. */
  createDatabase(): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  close(): Promise<void>;
};

export async function openMachine(nodeOptions: string[]): Promise<Machine> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-bench-"));
  // PostgreSQL runs as another user where we are root, and must be able to reach its own directory.
  await chmod(directory, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: directory,
    database: "vaulture",
    password: randomBytes(16).toString("hex"),
  });
  const admin = async (statement: string) => {
    const { pool } = openDatabase(postgres.url, { maxConnections: 1 });
    await pool.query(statement);
    await pool.end();
  };

  return {
    directory,
    nodeOptions,
    async createDatabase() {
      const name = `bench_${randomBytes(6).toString("hex")}`;
      await admin(`create database ${name}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      await migrate(url.href);
      await migrateJobs(url.href);
      return url.href;
    },
    dropDatabase: (url) => admin(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`),
    async close() {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
