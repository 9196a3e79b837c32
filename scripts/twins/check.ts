import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accessTwins } from "./access.ts";
import { moneyTwins } from "./money.ts";
import { peopleTwins } from "./people.ts";
import { platformTwins } from "./platform.ts";
import type { Twin } from "./types.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export const TWINS: Twin[] = [...accessTwins, ...moneyTwins, ...peopleTwins, ...platformTwins];

/** What of the twins no longer fits the sources, one line each: every bug has to find its place exactly once. */
export function findMisfits(): string[] {
  const names = new Set<string>();
  return TWINS.flatMap(({ name, file, find, replace, caughtBy }) => {
    const path = join(ROOT, file);
    const times = existsSync(path) ? readFileSync(path, "utf8").split(find).length - 1 : 0;
    const wrong = [
      ...(times === 1 ? [] : [`stands ${times} times in ${file}`]),
      ...(find === replace ? ["changes nothing"] : []),
      ...(names.has(name) ? ["is there twice"] : []),
      ...caughtBy.filter((test) => !existsSync(join(ROOT, test))).map((test) => `${test} is gone`),
    ];
    names.add(name);
    return wrong.map((what) => `twin "${name}": ${what}`);
  });
}
