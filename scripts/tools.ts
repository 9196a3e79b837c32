import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const TOOLS = join(import.meta.dirname, "..", "tools");

/** Path of a program of tools/, which has a TypeScript of its own; installs them the first time. */
export function toolPath(packageName: string, file: string): string {
  const modules = join(TOOLS, "node_modules");
  if (!existsSync(join(modules, packageName)))
    execFileSync("npm", ["ci", "--prefix", TOOLS], { stdio: "ignore" });
  return join(modules, packageName, file);
}
