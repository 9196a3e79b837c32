import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CASES } from "../acceptance/attacks/cases.ts";

const ROOT = join(import.meta.dirname, "..");

/** The references that a test's title, or a file's titles, end with. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/\((A\d+(?:, A\d+)*)\)/g)].flatMap(([, list]) => list!.split(", "));
}

/** The test files that carry references, with what they carry. */
export function findAttackTests(): Map<string, string[]> {
  const files = globSync(["acceptance/**/*.test.ts", "server/src/**/*.test.ts"], { cwd: ROOT }).sort();
  return new Map(
    files
      .map((file): [string, string[]] => [file, referencesIn(readFileSync(join(ROOT, file), "utf8"))])
      .filter(([, references]) => references.length > 0),
  );
}

/** What is wrong between the list of attacks and the titles of tests, one line each. */
export function findUntestedCases(): string[] {
  const tested = findAttackTests();
  const carried = new Set([...tested.values()].flat());
  return [
    ...Object.keys(CASES)
      .filter((reference) => !carried.has(reference))
      .map((reference) => `${reference} (${CASES[reference]}): no test carries this reference`),
    ...[...tested].flatMap(([file, references]) =>
      references
        .filter((reference) => !(reference in CASES))
        .map((reference) => `${file}: ${reference} is not in acceptance/attacks/cases.ts`),
    ),
  ];
}
