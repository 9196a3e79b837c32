import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const WEB = join(ROOT, "web");
const STAMP = join(WEB, ".next", "vaulture-sources");

/** Builds the web pages unless what stands there was built from the very same sources. Says what it does and how long it took. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  const sources = await hashSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === sources) return;
  say("Building the pages. This takes about a minute and happens once for each version …");
  const started = Date.now();
  const ticking = setInterval(
    () => say(`  still building (${Math.round((Date.now() - started) / 1000)} s)`),
    15_000,
  );
  try {
    await runBuild();
  } finally {
    clearInterval(ticking);
  }
  await writeFile(STAMP, sources);
  say(`Built the pages in ${Math.round((Date.now() - started) / 1000)} s.`);
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFile(join(ROOT, "package-lock.json")));
  for (const directory of [WEB, join(ROOT, "sdk")]) {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = entries
      .filter(
        (entry) =>
          entry.isFile() &&
          !/(^|\/)(\.next|node_modules|next-env\.d\.ts)/.test(
            join(entry.parentPath, entry.name).slice(directory.length),
          ),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(`${file.slice(ROOT.length)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

function runBuild(): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: WEB,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The pages could not be built:\n${output}`)),
    );
  });
}
