// `npm run bench`: what the product does beside what it is measured against, in the same run.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openMachine } from "./machine.ts";
import { accel } from "./measure/accel.ts";
import { accessDecision } from "./measure/access-decision.ts";
import { feed } from "./measure/feed.ts";
import { largeFile } from "./measure/large-file.ts";
import { mailing } from "./measure/mailing.ts";
import { pageQuality } from "./measure/page-quality.ts";
import { productPage } from "./measure/product-page.ts";
import { ranges } from "./measure/ranges.ts";
import { revocation } from "./measure/revocation.ts";
import { signIns } from "./measure/sign-ins.ts";
import { slowReaders } from "./measure/slow-readers.ts";
import { smallFiles } from "./measure/small-files.ts";
import { tickets } from "./measure/tickets.ts";
import { upload } from "./measure/upload.ts";
import { watermark } from "./measure/watermark.ts";
import { webhooks } from "./measure/webhooks.ts";
import type { Measurement, Result } from "./measurement.ts";
import { jsonLine, table } from "./report.ts";

const MEASUREMENTS: Measurement[] = [
  smallFiles,
  largeFile,
  ranges,
  accel,
  slowReaders,
  revocation,
  upload,
  accessDecision,
  feed,
  tickets,
  webhooks,
  watermark,
  mailing,
  signIns,
  productPage,
  pageQuality,
];
const USAGE = `npm run bench -- [--only NAME]… [--quick] [--json] [--profile DIRECTORY]

  --only     run this measurement alone; may be given several times
  --quick    fewer and smaller rounds: a first look in a minute and a half
  --json     one line for each number on standard output, the table on standard error
  --profile  write a CPU profile of every measured Node process

${MEASUREMENTS.map(({ name, about }) => `  ${name.padEnd(16)} ${about}`).join("\n")}
`;

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    profile: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const say = (line: string) => process.stderr.write(`${line}\n`);
if (flags.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const unknown =
  flags.only?.filter((name) => !MEASUREMENTS.some((measurement) => measurement.name === name)) ?? [];
if (unknown.length > 0) refuse(`There is no measurement called ${unknown.join(", ")}.\n\n${USAGE}`);
if (process.platform !== "linux")
  refuse("The bench reads CPU and memory from /proc and so runs on Linux only.");
if (Number(process.versions.node.split(".")[0]) < 24) refuse("Start it with `npm run bench`.");

const failed = await runAll();
process.exit(failed ? 1 : 0);

/** Says whether a measurement could not be made. A goal that was missed is a result, not a failure. */
async function runAll(): Promise<boolean> {
  const profiles = flags.profile ? resolve(flags.profile) : null;
  if (profiles) await mkdir(profiles, { recursive: true });
  const machine = await openMachine(profiles ? ["--cpu-prof", `--cpu-prof-dir=${join(profiles)}`] : []);
  // Children end with us; the database runs on its own and must be told, also when nobody reads our output any more.
  const end = () => void machine.close().finally(() => process.exit(1));
  process.once("SIGINT", end).once("SIGTERM", end);
  for (const output of [process.stdout, process.stderr])
    output.once("error", end).on("error", () => undefined);
  const results: Result[] = [];
  const problems: string[] = [];
  const begun = performance.now();
  try {
    for (const { name, about, run } of MEASUREMENTS) {
      if (flags.only && !flags.only.includes(name)) continue;
      say(`${name}: ${about}`);
      try {
        const found = await run({ quick: flags.quick, say, machine });
        results.push(...found);
        if (flags.json) for (const result of found) process.stdout.write(`${jsonLine(result)}\n`);
      } catch (error) {
        problems.push(`${name} could not be measured: ${error instanceof Error ? error.stack : error}`);
        say(problems.at(-1)!);
      }
    }
  } finally {
    await machine.close();
  }
  const text = `\n${table(results)}\n\nTook ${((performance.now() - begun) / 1000).toFixed(0)} s. Ratios are medians over interleaved rounds; absolute numbers are this machine's, now.\n`;
  (flags.json ? process.stderr : process.stdout).write(text);
  return problems.length > 0;
}

function refuse(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
