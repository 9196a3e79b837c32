import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../server/src/db/embedded-postgres.ts";

/** A PostgreSQL in a temporary directory for as long as `use` runs. */
export async function withScratchDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-scratch-"));
  await chmod(directory, 0o755);
  const password = randomBytes(16).toString("hex");
  const settings = { fsync: "off", synchronous_commit: "off" };
  const postgres = await startEmbeddedPostgres({
    dataDir: directory,
    database: "vaulture",
    password,
    settings,
  });
  try {
    return await use(postgres.url);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
