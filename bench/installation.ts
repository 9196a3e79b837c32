import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { type Config, loadConfig } from "../server/src/config.ts";
import { openDatabase } from "../server/src/db/client.ts";
import { loadSecrets, type Secrets } from "../server/src/secrets.ts";
import { type Child, freePort, startChild } from "./child.ts";
import type { Machine } from "./machine.ts";
import { cpuSeconds } from "./usage.ts";

/** An installation of its own, with the real server running on it as one process. */
export type Installation = {
  port: number;
  url: string;
  /** The server's process. */
  pid: number;
  /** Asks the server's process itself; see servers/vaulture.ts. */
  ask: Child["ask"];
  config: Config;
  secrets: Secrets;
  pool: pg.Pool;
  /** CPU seconds that PostgreSQL has used so far for the server's connections that are open now. */
  databaseCpuSeconds(): Promise<number>;
  close(): Promise<void>;
};

/** `demo` is for pages with something on them; it takes half a minute. */
type Wishes = { pages?: boolean; demo?: boolean; environment?: Record<string, string> };

/** Starts an installation without rate limits; `prepare` fills its database before the server begins. */
export async function openInstallation(
  machine: Machine,
  wishes: Wishes = {},
  prepare: (parts: Pick<Installation, "pool" | "config" | "secrets">) => Promise<void> = async () =>
    undefined,
): Promise<Installation> {
  const port = await freePort();
  const databaseUrl = await machine.createDatabase();
  const dataDir = join(machine.directory, new URL(databaseUrl).pathname.slice(1));
  await mkdir(dataDir);
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    BASE_URL: url,
    RATE_LIMITS: "off",
    STREAMS_PER_VIEWER: "10000",
    SEED_DEMO: "0",
    LOG_LEVEL: "error",
    ...wishes.environment,
  };
  const config = loadConfig(environment);
  const secrets = await loadSecrets(config);
  const { pool } = openDatabase(databaseUrl, { maxConnections: 2 });
  await prepare({ pool, config, secrets });

  const server = startChild("./servers/vaulture.ts", machine.nodeOptions);
  await server.ask("start", {
    environment,
    pages: wishes.pages ?? false,
    demo: wishes.demo ?? false,
  });

  return {
    port,
    url,
    pid: server.pid,
    ask: server.ask,
    config,
    secrets,
    pool,
    async databaseCpuSeconds() {
      const { rows } = await pool.query<{ pid: number }>(
        "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      return cpuSeconds(...rows.map((row) => row.pid));
    },
    async close() {
      await server.stop();
      await pool.end();
      await machine.dropDatabase(databaseUrl);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
