import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What vitest's JSON report says, as far as we read it. */
export type Report = {
  numPassedTests?: number;
  numFailedTests?: number;
  numPendingTests?: number;
  numTodoTests?: number;
  testResults: { name: string; status: string; message: string; assertionResults: Assertion[] }[];
};
export type Assertion = {
  fullName: string;
  ancestorTitles: string[];
  title: string;
  status: string;
  failureMessages: string[];
};

export type Run = { code: number | null; report: Report | null; output: string };

/** Runs vitest in a tree to its end; `report` is null when it came to no report. `quiet`: its output is kept, not shown. */
export async function runVitest(
  root: string,
  config: string,
  {
    args = [],
    quiet = false,
    env = process.env,
  }: { args?: string[]; quiet?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-report-"));
  const file = join(directory, "report.json");
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      ...["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      ...args,
    ],
    { cwd: root, env, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const text = await readFile(file, "utf8").catch(() => null);
    return { code, report: text === null ? null : (JSON.parse(text) as Report), output };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
