import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { postmasterOf } from "./postmaster.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export type ServerProcess = {
  url: string;
  port: number;
  dataDir: string;
  pid: number;
  /** From the start of the process to the first "ready". */
  readyMs: number;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to stop (SIGTERM) and waits; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a crash would (SIGKILL); its database lives on until the next start adopts it. */
  kill(): Promise<void>;
};

export type StartOptions = { dataDir?: string; port?: number; env?: Record<string, string> };

/** Starts the program on a directory of its own (or a given one) and waits until it is ready; throws what it said if it ends before. */
export async function startServer(options: StartOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await freshDirectory());
  const port = options.port ?? (await freePort());
  const started = performance.now();
  const { child, output, exited } = launch({ ...options, dataDir, port });
  const url = `http://127.0.0.1:${port}`;
  let code: number | null | undefined;
  void exited.then((value) => {
    code = value;
  });
  while (!(await isReady(url))) {
    if (code !== undefined) throw new Error(`The server ended with code ${code}:\n${output()}`);
    if (performance.now() - started > 180_000) {
      child.kill("SIGKILL");
      throw new Error(`The server was not ready after three minutes:\n${output()}`);
    }
    await delay(25);
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    url,
    port,
    dataDir,
    pid: child.pid!,
    readyMs: performance.now() - started,
    output,
    stop: () => end("SIGTERM"),
    async kill() {
      await end("SIGKILL");
    },
  };
}

/** Runs the program where it is expected to refuse: answers its exit code and what it said. */
export async function runServer(
  options: StartOptions = {},
): Promise<{ code: number | null; output: string }> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? (await freshDirectory());
  const { child, output, exited } = launch({ ...options, dataDir, port });
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  const code = await exited;
  clearTimeout(timer);
  if (!options.dataDir) await removeInstallation(dataDir);
  return { code, output: output() };
}

/** Removes what a server left behind: its database if it still runs, then its directory. */
export async function removeInstallation(dataDir: string): Promise<void> {
  const postmaster = await postmasterOf(dataDir);
  if (postmaster?.alive()) {
    process.kill(postmaster.pid, "SIGINT");
    for (let waited = 0; waited < 100 && postmaster.alive(); waited++) await delay(50);
  }
  if (postmaster) await rm(postmaster.home, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

/** Readable by the unprivileged user that the database runs as when this is root. */
export async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-acceptance-"));
  await chmod(directory, 0o755);
  return directory;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export async function secretsOf(dataDir: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(dataDir, "secrets.json"), "utf8"));
}

/** Starts the program on a directory and waits for nothing. */
export function launch({ dataDir, port, env }: StartOptions & { dataDir: string; port: number }) {
  const program = process.env.ACCEPTANCE_PROGRAM ?? join(ROOT, "server", "src", "main.ts");
  if (!existsSync(program)) throw new Error(`${program} is not there`);
  const child: ChildProcess = spawn(process.execPath, [program], {
    // Its own directory: nothing of the installation may depend on where it was started.
    cwd: tmpdir(),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      NODE_ENV: "development",
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      BASE_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDir,
      SEED_DEMO: "0",
      // Each person of the suite comes from an address of their own.
      TRUSTED_PROXIES: "loopback",
      ...env,
    },
  });
  let text = "";
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, output: () => text, exited };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}
