import { execFileSync, spawn } from "node:child_process";

export type Ran = { code: number | null; output: string };

/** Whether a program is installed. CI must have them all: there it is taken for granted, so that a missing one fails. */
export function hasProgram(name: string): boolean {
  if (process.env.CI === "true") return true;
  try {
    execFileSync("/bin/sh", ["-c", `command -v ${name}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end; never throws for its exit code. */
export function runProgram(
  name: string,
  args: string[],
  { killAfter }: { killAfter?: Promise<unknown> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
    void killAfter?.then(() => child.kill("SIGKILL"));
  });
}
