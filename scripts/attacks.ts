// `npm run attacks`: runs every test that carries the reference of an attack, and shows for each attack what held. References after it
// (`npm run attacks -- A1 A7`) run those alone.
import { join, relative } from "node:path";
import { CASES } from "../acceptance/attacks/cases.ts";
import { findAttackTests, findUntestedCases, referencesIn } from "./attack-tests.ts";
import { type Report, runVitest } from "./run-vitest.ts";

type Check = { file: string; title: string; status: string };

const ROOT = join(import.meta.dirname, "..");
const say = (line: string) => process.stdout.write(`${line}\n`);
const only = process.argv.slice(2);
if (only.includes("--help")) {
  say("npm run attacks              runs every test that is an attack");
  say("npm run attacks -- A1 A7     those with these references alone");
  for (const [reference, name] of Object.entries(CASES)) say(`${reference.padEnd(5)}${name}`);
  process.exit(0);
}
const unknown = only.filter((reference) => !(reference in CASES));
if (unknown.length > 0) {
  say(`No attack has the reference ${unknown.join(", ")}. All of them: npm run attacks -- --help`);
  process.exit(2);
}
const started = performance.now();
const wrong = findUntestedCases();
const cases = Object.entries(CASES).filter(([reference]) => only.length === 0 || only.includes(reference));
const files = [...findAttackTests()]
  .filter(([, references]) => cases.some(([reference]) => references.includes(reference)))
  .map(([file]) => file);
const checks = new Map<string, Check[]>();

for (const [config, below] of [
  ["vitest.config.ts", "server/"],
  ["acceptance/vitest.config.ts", "acceptance/"],
] as const) {
  const args = files.filter((file) => file.startsWith(below)).map((file) => join(ROOT, file));
  if (args.length === 0) continue;
  const { code, report } = await runVitest(ROOT, config, { args });
  if (report) collect(report);
  // A test without a reference, a file that cannot be loaded or an error outside any test: the run proves less than it says.
  if (code !== 0) wrong.push(`the tests of ${below} ended with code ${code}`);
}

say(`\n${"".padEnd(5)}${"attack".padEnd(96)} checks  result`);
let held = 0;
for (const [reference, name] of cases) {
  const of = checks.get(reference) ?? [];
  const count = (status: string) => of.filter((check) => check.status === status).length;
  const [passed, failed] = [count("passed"), count("failed")];
  const result = failed > 0 ? "FAILED" : passed === 0 ? "NOT RUN" : "held";
  if (result === "held") held += 1;
  const left = of.length - passed - failed;
  say(
    `${reference.padEnd(5)}${name.padEnd(96)} ${String(passed + failed).padStart(6)}  ${result}${left > 0 ? ` (${left} not run here)` : ""}`,
  );
  for (const [where, many] of Map.groupBy(of, ({ file, title }) => `${file}: ${title}`))
    say(`       ${where}${many.length > 1 ? ` (${many.length})` : ""}`);
  for (const { file, title } of of.filter(({ status }) => status === "failed"))
    say(`       FAILED in ${file}: ${title}`);
}

const total = cases.length;
const run = new Set(cases.flatMap(([reference]) => checks.get(reference) ?? [])).size;
say(`\n${Math.round((performance.now() - started) / 1000)} s, ${run} checks in ${files.length} files.`);
for (const line of wrong) say(`WRONG: ${line}`);
say(`${held} of ${total} attacks held, ${total - held} did not or were not run.`);
process.exit(held === total && wrong.length === 0 ? 0 : 1);

function collect(report: Report): void {
  for (const { name, assertionResults } of report.testResults) {
    for (const { fullName, ancestorTitles, title, status } of assertionResults) {
      // The outermost title with a reference tells most of what is tried.
      const tagged = [...ancestorTitles, title].find((each) => referencesIn(each).length > 0);
      if (!tagged) continue;
      const check = { file: relative(ROOT, name), title: tagged, status };
      for (const reference of new Set(referencesIn(fullName)))
        checks.set(reference, [...(checks.get(reference) ?? []), check]);
    }
  }
}
