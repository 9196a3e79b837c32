import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

export type Postmaster = { pid: number; port: number; home: string; alive(): boolean };

/** The embedded PostgreSQL of a data directory as its own pid file tells; null when it is not running. */
export async function postmasterOf(dataDir: string): Promise<Postmaster | null> {
  const beside = resolve(dataDir, "postgres");
  // As root, where the directory cannot be reached by the database's own user, the cluster lies elsewhere.
  const name = createHash("sha256").update(beside).digest("hex").slice(0, 16);
  for (const cluster of [beside, join("/var/lib/vaulture", name, "postgres")]) {
    const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
    const [pid, , , port] = text.split("\n").map(Number);
    if (pid && port) {
      return { pid, port, home: cluster === beside ? cluster : dirname(cluster), alive: () => isAlive(pid) };
    }
  }
  return null;
}

/** An ended process that nobody has reaped yet does not count; its command line reads empty where the system tells (/proc). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return !existsSync("/proc/self");
  }
}
