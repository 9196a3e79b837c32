import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { pino } from "pino";
import { inject } from "vitest";
import { buildApp } from "../app.ts";
import { type Config, loadConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import type { Pages } from "../http/pages.ts";
import { handlers } from "../jobs/handlers.ts";
import { startWorker, type Worker } from "../jobs/worker.ts";
import { manualClock } from "../lib/clock.ts";
import { openDeps } from "../open-deps.ts";
import { loadSecrets } from "../secrets.ts";
import { type Actor, signUp, visitor } from "./actors.ts";

export type TestServer = {
  url: string;
  app: FastifyInstance;
  deps: Deps;
  clock: ReturnType<typeof manualClock>;
  /** Somebody without an account. */
  visitor: Actor;
  /** Signs up a new person over HTTP; the name must be new in this server. */
  signUp(name: string): Promise<Actor>;
  /** The same, with an address that is proved. */
  signUpProved(name: string): Promise<Actor>;
  /** The same, made an operator. */
  signUpOperator(name: string): Promise<Actor>;
  /** Waits until the worker has nothing left to do (only with `worker: true`). */
  settled(): Promise<void>;
  /** Stops and starts on the same database and data directory, as a crash (`kill`: nothing is flushed) or in order. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  environment?: Record<string, string>;
  /** Also works through the job queue. */
  worker?: boolean;
  /** Pages in place of the real ones, which ask the API at `url`. */
  pages?: (url: string) => Pages;
};

/**
 * The real server over HTTP on 127.0.0.1, on a fresh database cloned from the migrated template, with a data directory of its
 * own. Time stands still at the start of the test until the test moves `clock`.
 */
export async function startTestServer(options: Options = {}): Promise<TestServer> {
  const database = await cloneDatabase();
  const directory = await mkdtemp(join(tmpdir(), "vaulture-server-"));
  await chmod(directory, 0o755);
  const clock = manualClock(new Date());
  let running = await start(options, database.url, directory, clock);

  const server: TestServer = {
    url: running.url,
    app: running.app,
    deps: running.deps,
    clock,
    visitor: visitor(() => server.url),
    signUp: (name) => signUp(() => server.url, name),
    async signUpProved(name) {
      const actor = await signUp(() => server.url, name);
      await server.deps.db
        .updateTable("users")
        .set({ email_verified: true })
        .where("id", "=", actor.userId)
        .execute();
      return actor;
    },
    async signUpOperator(name) {
      const actor = await server.signUpProved(name);
      await server.deps.db
        .updateTable("users")
        .set({ operator_since: clock.now() })
        .where("id", "=", actor.userId)
        .execute();
      return actor;
    },
    settled: () => settled(server.deps),
    async restart() {
      await running.close();
      running = await start(options, database.url, directory, clock);
      Object.assign(server, { url: running.url, app: running.app, deps: running.deps });
    },
    async close() {
      await running.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return server;
}

async function start(options: Options, databaseUrl: string, directory: string, clock: Deps["clock"]) {
  const port = Number(options.environment?.PORT ?? (await freePort()));
  const config: Config = loadConfig({
    NODE_ENV: "test",
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: directory,
    LOG_LEVEL: "silent",
    ...options.environment,
  });
  const secrets = await loadSecrets(config);
  const url = `http://127.0.0.1:${port}`;
  const log = pino({ level: config.LOG_LEVEL });
  const deps = await openDeps({ config, secrets, databaseUrl, log, clock, ownUrl: () => url });
  const app = await buildApp(deps, options.pages?.(url));
  await app.listen({ port, host: "127.0.0.1" });
  const worker: Worker | null = options.worker ? await startWorker(deps, handlers) : null;
  return {
    url,
    app,
    deps,
    async close() {
      await app.close();
      await worker?.stop();
      await deps.close();
    },
  };
}

/** Known before the server starts, since the links it makes lead back to it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function settled(deps: Deps): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { rows } = await deps.pool.query<{ open: number }>(
      "select count(*) as open from graphile_worker.jobs where run_at <= now() and attempts < max_attempts",
    );
    if (rows[0]!.open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the job queue did not become empty");
}

async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const url = new URL(inject("postgresUrl"));
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name} template vaulture_template`);
  const own = new URL(inject("applicationUrl"));
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => admin(`drop database if exists ${name} with (force)`) };
}
