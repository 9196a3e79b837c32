// `npm run twins`: puts one small security bug after the other into a copy of the tree, and says which the tests catch. A word after
// it runs only the bugs with that word in their name.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";
import startPostgres from "../../server/src/test/global-setup.ts";
import { type Run, runVitest } from "../run-vitest.ts";
import { findMisfits, TWINS } from "./check.ts";
import type { Twin } from "./types.ts";

type Outcome = { twin: Twin; caughtBy: string | null; problem: string | null };

const ROOT = join(import.meta.dirname, "..", "..");
const JOBS = Number(process.env.TWINS_JOBS ?? 2);
const SETUP = "server/src/test/global-setup.ts";
const say = (line: string) => process.stdout.write(`${line}\n`);

const wanted = TWINS.filter(({ name }) => name.includes(process.argv[2] ?? ""));
if (process.argv[2] === "--help") {
  say("npm run twins             puts one small bug after the other into a copy of the tree");
  say("npm run twins -- WORD     those alone with that word in their name");
  for (const { name } of TWINS) say(`  ${name}`);
  process.exit(0);
}
if (wanted.length === 0) {
  say("No bug has that in its name. All of them: npm run twins -- --help");
  process.exit(2);
}
const misfits = findMisfits();
if (misfits.length > 0) {
  for (const line of misfits) say(line);
  process.exit(1);
}
const waiting = [...wanted];
const outcomes: Outcome[] = [];
const started = performance.now();

const urls: Record<string, string> = {};
const stopPostgres = await startPostgres({
  provide: (name: string, url: string) => {
    urls[name] = url;
  },
} as unknown as TestProject);
const copies = await Promise.all(Array.from({ length: JOBS }, copyTree));
try {
  const suites = [...new Set(wanted.flatMap(({ caughtBy }) => caughtBy))];
  const sound = await test(copies[0]!, suites);
  // Tests that fail anyway would catch everything.
  if (sound.code !== 0)
    throw new Error(`without a bug, these tests fail already:\n${sound.output.slice(-4000)}`);
  say(`Without a bug, the ${suites.length} files of tests pass.`);
  await Promise.all(copies.map(work));
} finally {
  await Promise.all(copies.map((copy) => rm(copy, { recursive: true, force: true })));
  await stopPostgres();
}

const caught = outcomes.filter(({ caughtBy }) => caughtBy).length;
const share = (100 * caught) / Math.max(1, outcomes.length);
for (const { twin, problem } of outcomes.filter(({ caughtBy }) => !caughtBy))
  say(`NOT CAUGHT: ${twin.name} (${twin.file})${problem ? `: ${problem}` : ""}`);
say(
  `${caught} of ${outcomes.length} bugs caught, ${share.toFixed(1)} %, in ${Math.round((performance.now() - started) / 1000)} s.`,
);
process.exit(share >= 95 ? 0 : 1);

async function work(copy: string): Promise<void> {
  for (let twin = waiting.shift(); twin; twin = waiting.shift()) {
    const outcome = await tryOut(copy, twin);
    outcomes.push(outcome);
    say(
      `${outcome.caughtBy ? "caught" : "MISSED"}  ${twin.name}${outcome.caughtBy ? `  (${outcome.caughtBy})` : ""}`,
    );
  }
}

async function tryOut(copy: string, twin: Twin): Promise<Outcome> {
  const path = join(copy, twin.file);
  const sound = await readFile(path, "utf8");
  await writeFile(
    path,
    sound.replace(twin.find, () => twin.replace),
  );
  try {
    for (const suite of twin.caughtBy) {
      const { report } = await test(copy, [suite]);
      if ((report?.numFailedTests ?? 0) > 0) return { twin, caughtBy: suite, problem: null };
      // A bug that cannot even be loaded proves nothing of the tests.
      const broken = report?.testResults.find(
        ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
      );
      if (!report || broken) return { twin, caughtBy: null, problem: broken?.message ?? "no report" };
    }
    return { twin, caughtBy: null, problem: null };
  } finally {
    await writeFile(path, sound);
  }
}

function test(copy: string, suites: string[]): Promise<Run> {
  return runVitest(copy, "vitest.config.ts", { args: ["--bail=1", ...suites], quiet: true });
}

/** What git knows of the tree, with its modules, on the one PostgreSQL of this run. */
async function copyTree(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "vaulture-twin-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of listed
    .split("\0")
    .filter((each) => /^(server|stripe-sandbox|sdk|ops|[^/]+$)/.test(each))) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(ROOT, file), join(copy, file));
  }
  for (const place of ["", "server", "stripe-sandbox", "sdk"]) {
    const modules = join(ROOT, place, "node_modules");
    await symlink(modules, join(copy, place, "node_modules")).catch(() => undefined);
  }
  const provide = Object.entries(urls)
    .map(([name, url]) => `project.provide(${JSON.stringify(name)}, ${JSON.stringify(url)});`)
    .join(" ");
  await writeFile(join(copy, SETUP), `export default async (project) => { ${provide} };\n`);
  return copy;
}
