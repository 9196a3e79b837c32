// `npm run check`: everything that can be said of the code without running its tests.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findUntestedCases } from "./attack-tests.ts";
import { findBrokenRules } from "./check-sources.ts";
import { findForeignWrites } from "./check-tables.ts";
import { toolPath } from "./tools.ts";
import { findMisfits } from "./twins/check.ts";

const ROOT = join(import.meta.dirname, "..");
const PROJECTS = ["server", "stripe-sandbox", "sdk", "web", "web/e2e", "acceptance", "bench", "scripts"];

const steps: [string, () => boolean | Promise<boolean>][] = [
  ["format and lint (biome)", () => run("biome", "check", ".")],
  ...PROJECTS.map((name): [string, () => boolean] => [`types: ${name}`, () => run("tsc", "-p", name)]),
  ["import rules (dependency-cruiser)", importRules],
  ["unused files, exports and dependencies (knip)", () => run("knip")],
  ["table ownership", () => none(findForeignWrites())],
  ["environment, time and originals", () => none(findBrokenRules())],
  ["every attack has its test", () => none(findUntestedCases())],
  ["weak twins find their place", () => none(findMisfits())],
  ["generated files", () => run(process.execPath, join("scripts", "gen.ts"), "--check")],
];

const failed: string[] = [];
for (const [name, step] of steps) {
  const started = performance.now();
  const ok = await step();
  process.stdout.write(
    `${ok ? "ok    " : "FAILED"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (!ok) failed.push(name);
}
if (failed.length > 0) {
  process.stderr.write(`\n${failed.length} of ${steps.length} checks failed: ${failed.join(", ")}\n`);
  process.exit(1);
}

function run(program: string, ...args: string[]): boolean {
  const path = program.includes("/") ? program : join(ROOT, "node_modules", ".bin", program);
  const result = spawnSync(path, args, { cwd: ROOT, encoding: "utf8" });
  if (result.status !== 0)
    process.stdout.write(`${result.stdout ?? ""}${result.stderr ?? ""}${result.error ?? ""}\n`);
  return result.status === 0;
}

function importRules(): boolean {
  const program = toolPath("dependency-cruiser", join("bin", "dependency-cruiser.mjs"));
  return run(
    process.execPath,
    program,
    "--config",
    ".dependency-cruiser.cjs",
    ...["server/src", "web", "sdk/src", "stripe-sandbox/src", "acceptance", "bench", "scripts"],
  );
}

async function none(finding: Promise<string[]> | string[]): Promise<boolean> {
  const found = await finding;
  for (const line of found) process.stdout.write(`${line}\n`);
  return found.length === 0;
}
