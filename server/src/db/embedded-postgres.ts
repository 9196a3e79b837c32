import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type PostgresPlace, placePostgres } from "./postgres-place.ts";

export type EmbeddedPostgres = {
  /** Connection URL of the installation's own database. */
  url: string;
  /** Stops the server in order ("fast" shutdown: open transactions are rolled back, everything is flushed). */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Directory that holds the cluster; created when absent. */
  dataDir: string;
  database: string;
  password: string;
  /** Extra server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Called when the server goes away without having been asked to. */
  onExit?: (reason: string) => void;
};

/** Another process already runs on this data directory. */
export class DataDirInUse extends Error {}

const SUPERUSER = "postgres";
/** One process at a time per embedded cluster; any fixed number that nothing else uses. */
const INSTANCE_LOCK = 8_624_037_125;

/**
 * Starts the PostgreSQL that comes with the npm packages, or adopts the one that a killed process left running on the same
 * directory. Who runs an installation is decided by the database itself: a session-level advisory lock that dies with its
 * holder, so no stale lock file can ever block a start.
 * Listens on loopback only, with a password. Refuses with {@link DataDirInUse} when another process holds the lock.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await placePostgres(options.dataDir);
  await initialise(place, options.password);

  const { server, lock } = await connectServer(place, options);
  let stopping = false;
  lock.on("error", () => {
    if (!stopping) options.onExit?.("PostgreSQL closed its connection");
  });

  return {
    url: urlOf(server.port, options.password, options.database),
    async stop() {
      stopping = true;
      await lock.end().catch(() => undefined);
      await stopServer(server, place.clusterDir);
    },
  };
}

type Connected = { server: RunningServer; lock: pg.Client };

/** A server of this cluster, found or launched, with the instance lock taken on it. */
async function connectServer(
  place: PostgresPlace,
  options: EmbeddedPostgresOptions,
  tries = 5,
): Promise<Connected> {
  const adopted = await adopt(place);
  const server = adopted ?? (await launch(place, options));
  try {
    const lock = await takeInstanceLock(urlOf(server.port, options.password, "postgres"), options.dataDir);
    await createDatabase(lock, options.database);
    return { server, lock };
  } catch (error) {
    if (error instanceof DataDirInUse) throw error;
    if (adopted && tries > 0) {
      // Found in its last moments, as right after a kill: look again.
      await delay(200);
      return connectServer(place, options, tries - 1);
    }
    // One that was launched for nothing must not stay behind.
    if (!adopted) await stopServer(server, place.clusterDir);
    throw error;
  }
}

/**
 * "Fast" shutdown, then "immediate"; never waits for ever, since a process that nobody reaps looks alive for good. One that was
 * launched here is reaped too before this answers: ours may end right after, and whoever inherits the rest may reap nothing.
 */
async function stopServer({ pid, exited }: RunningServer, clusterDir: string): Promise<void> {
  await askToStop(pid, clusterDir);
  if (!exited) return;
  const patience = new AbortController();
  await Promise.race([exited, delay(1000, undefined, patience).catch(() => undefined)]);
  patience.abort();
}

async function askToStop(pid: number, clusterDir: string): Promise<void> {
  if ((await programOf(pid, clusterDir)) !== "ours") return;
  for (const [name, patience] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
  ] as const) {
    signal(pid, name);
    for (let waited = 0; waited < patience; waited += 20) {
      if (!isAlive(pid) || (await programOf(pid, clusterDir)) !== "ours") return;
      await delay(20);
    }
  }
}

/** URL of the installation's database if its server runs at the moment, for commands beside it; takes no lock. */
export async function findRunningPostgres(
  options: Pick<EmbeddedPostgresOptions, "dataDir" | "database" | "password">,
): Promise<string | null> {
  const server = await adopt(await placePostgres(options.dataDir));
  return server && urlOf(server.port, options.password, options.database);
}

async function initialise(place: PostgresPlace, password: string): Promise<void> {
  if (existsSync(join(place.clusterDir, "PG_VERSION"))) return;
  // A directory of its own and a rename at the end: a start killed in the middle leaves nothing half-made behind.
  const draft = `${place.clusterDir}.new-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await place.give(draft);
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  await place.give(passwordFile);
  try {
    await run(place, "initdb", [
      ...["-D", draft, "-U", SUPERUSER, "--pwfile", passwordFile, "--auth", "scram-sha-256"],
      ...[
        "--encoding",
        "UTF8",
        "--locale-provider",
        "builtin",
        "--builtin-locale",
        "C.UTF-8",
        "--locale",
        "C",
      ],
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, place.clusterDir).catch(async (error) => {
    // Another start was first; its cluster is as good as ours.
    if (!existsSync(join(place.clusterDir, "PG_VERSION"))) throw error;
    await rm(draft, { recursive: true, force: true });
  });
}

/** `exited` is known of a server that was launched here, not of an adopted one. */
type RunningServer = { pid: number; port: number; exited?: Promise<unknown> };

/**
 * The server that already runs on this cluster, if its process lives and answers. A pid file whose number has since been given to
 * another program is removed: PostgreSQL itself would take that program for its own and refuse to start.
 */
async function adopt(place: PostgresPlace): Promise<RunningServer | null> {
  const pidFile = join(place.clusterDir, "postmaster.pid");
  const lines = await readFile(pidFile, "utf8").catch(() => "");
  const [pid, , , port] = lines.split("\n").map(Number);
  if (!pid || !isAlive(pid)) return null;
  const whose = await programOf(pid, place.clusterDir);
  if (whose === "other") await rm(pidFile, { force: true });
  return whose === "ours" && port && (await answers(port)) ? { pid, port } : null;
}

/**
 * Whether that process was started on this cluster. `ended`: it is over and only waits to be reaped; its last children may still
 * be at work, and PostgreSQL finds out by the pid file. Where the system does not tell (no /proc), the pid file's word counts.
 */
async function programOf(pid: number, clusterDir: string): Promise<"ours" | "other" | "ended"> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  if (command === "") return "ended";
  return command === null || command.split("\0").includes(clusterDir) ? "ours" : "other";
}

async function launch(place: PostgresPlace, options: EmbeddedPostgresOptions): Promise<RunningServer> {
  const logFile = `${place.clusterDir}.log`;
  let lastLine = "";
  // A cluster whose server was killed a moment ago can refuse the first tries while its last children end.
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = await freePort();
    const settings = {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      max_connections: "80",
      jit: "off",
      ...options.settings,
    };
    const log = openSync(logFile, "a", 0o600);
    // Its own session (detached): Ctrl-C in the terminal must reach us alone, so that we stop things in order.
    const child = spawn(
      join(place.binDir, "postgres"),
      [
        "-D",
        place.clusterDir,
        "-p",
        String(port),
        ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
      ],
      { detached: true, stdio: ["ignore", log, log], cwd: "/", ...place.identity },
    );
    child.unref();
    closeSync(log);
    const exited = new Promise<"exited">((resolve) => {
      child.once("exit", () => resolve("exited"));
      child.once("error", () => resolve("exited"));
    });
    for (let waited = 0; waited < 1500; waited++) {
      if ((await Promise.race([exited, delay(20)])) === "exited") break;
      if (await answers(port)) {
        void exited.then(() => options.onExit?.("PostgreSQL has stopped"));
        return { pid: child.pid!, port, exited };
      }
    }
    lastLine = (await readFile(logFile, "utf8").catch(() => "")).trim().split("\n").slice(-3).join("\n");
    // Two starts at the same moment: the other one's server is as good as ours, the instance lock decides.
    const other = await adopt(place);
    if (other) return other;
    await delay(250);
  }
  throw new Error(`The embedded PostgreSQL did not start; see ${logFile}. It last said:\n${lastLine}`);
}

async function takeInstanceLock(url: string, dataDir: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url, application_name: "vaulture instance lock" });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
        INSTANCE_LOCK,
      ]);
      if (rows[0]?.taken) return client;
      await client.end();
    } catch (error) {
      // "the database system is starting up"
      if ((error as { code?: string }).code !== "57P03" || attempt > 500) throw error;
      await delay(20);
      continue;
    }
    // The holder may be in its last moments (a restart right after a kill): ask a few times before refusing.
    if (attempt >= 10) {
      throw new DataDirInUse(
        `Another Vaulture already runs on ${dataDir}. Stop it first, or give this one its own DATA_DIR and PORT.`,
      );
    }
    await delay(100);
  }
}

async function createDatabase(admin: pg.Client, name: string): Promise<void> {
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [name]);
  if (!rowCount) await admin.query(`create database ${pg.escapeIdentifier(name)}`);
}

async function run(place: PostgresPlace, program: string, args: string[]): Promise<void> {
  const child = spawn(join(place.binDir, program), args, {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: "/",
    ...place.identity,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${program} failed with code ${code}:\n${output}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function isAlive(pid: number): boolean {
  return signal(pid, 0);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
