import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { compressAssets } from "./compress-assets.ts";

const ROOT = join(import.meta.dirname, "..");
const WEB = join(ROOT, "web");
const STAMP = join(WEB, ".next", "vaulture-sources");
const PATIENCE_MS = 10 * 60_000;

/**
 * Builds the web pages unless what stands there was built from the very same sources; waits while another process builds them.
 * Says what it does and how long it took.
 */
export async function buildPages(say: (line: string) => void): Promise<void> {
  const started = Date.now();
  let waits = false;
  for (;;) {
    const sources = await hashSources();
    if ((await readFile(STAMP, "utf8").catch(() => "")) === sources) return;
    if (!waits) say("Building the pages. This takes a minute or two and happens once for each version …");
    if (await buildOnce(sources, say)) break;
    if (Date.now() - started > PATIENCE_MS)
      throw new Error("The pages could not be built: another build has been running for ten minutes.");
    if (!waits) say("  another build is running in the same directory; waiting for it");
    waits = true;
    await delay(2000);
  }
  say(`Built the pages in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** One build; false when another one holds the directory. The stamp stands only beside a finished build. */
async function buildOnce(sources: string, say: (line: string) => void): Promise<boolean> {
  const started = Date.now();
  const ticking = setInterval(
    () => say(`  still building (${Math.round((Date.now() - started) / 1000)} s)`),
    15_000,
  );
  try {
    // A build that is killed half way must not stand beside the stamp of the one before it.
    await rm(STAMP, { force: true });
    const { code, output } = await runBuild(sources.slice(0, 12));
    if (code !== 0 && /another next build process is already running/i.test(output)) return false;
    if (code !== 0) throw new Error(`The pages could not be built:\n${output}`);
    await compressAssets(join(WEB, ".next", "static"));
  } finally {
    clearInterval(ticking);
  }
  await writeFile(STAMP, sources);
  return true;
}

/** Everything that a build reads: the pages, the client they use, the versions of what they stand on, and what is done to them. */
async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", join("scripts", "compress-assets.ts")])
    hash.update(await readFile(join(ROOT, file)));
  for (const directory of [WEB, join(ROOT, "sdk")]) {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !NOT_BUILT.test(file.slice(directory.length)))
      .sort();
    for (const file of files) hash.update(`${file.slice(ROOT.length)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

const NOT_BUILT = /^\/(\.next|node_modules|e2e)\/|\/next-env\.d\.ts$|\.test\.tsx?$|\.tsbuildinfo$/;

function runBuild(version: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    let output = "";
    const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: WEB,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NEXT_PUBLIC_PAGES_VERSION: version,
      },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
