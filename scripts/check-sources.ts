// Rules of the house that an import graph cannot show: who may read the environment, the time and the originals.
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

const SERVER = join(import.meta.dirname, "..", "server", "src");

type Rule = { what: RegExp; where: RegExp; says: string };

const RULES: Rule[] = [
  { what: /process\.env\b/, where: /^config\.ts$/, says: "the environment is read in config.ts alone" },
  {
    what: /\bDate\.now\(|new Date\(\)|performance\.now\(/,
    where: /^lib\/clock\.ts$/,
    says: "the time comes from lib/clock.ts alone",
  },
  {
    // Where an original lies is as good as its bytes.
    what: /\bstorage\??\.(read|pathOf|placeOf)\b/,
    where: /^(features\/(delivery|media)|ports\/storage)\//,
    says: "originals are found and read by delivery and media alone",
  },
];
/** Text that is sold in the demo, not code of ours. */
const CONTENT = /^demo\/content\/products\/.*-source\.ts$/;

/** Every line of server code that breaks one of the rules, with the reason. */
export async function findBrokenRules(): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(SERVER, { recursive: true, withFileTypes: true })) {
    const path = relative(SERVER, join(entry.parentPath, entry.name));
    if (!entry.isFile() || !/\.ts$/.test(path) || /\.(test|fixture)\.ts$|\/contract\.ts$|^test\//.test(path))
      continue;
    if (CONTENT.test(path)) continue;
    const lines = (await readFile(join(SERVER, path), "utf8")).split("\n");
    for (const { what, where, says } of RULES) {
      const line = where.test(path) ? -1 : lines.findIndex((text) => what.test(text));
      if (line >= 0) found.push(`server/src/${path}:${line + 1}: ${says}`);
    }
  }
  return found;
}
