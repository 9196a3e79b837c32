import type { Deps } from "../deps.ts";

type Work = [name: string, run: (deps: Deps) => Promise<void>];

/** Does one piece of work after the other, whatever fails of them, and names those that did in an error at the end. */
export async function runEach(deps: Deps, works: Work[]): Promise<void> {
  const failed: string[] = [];
  const failures: unknown[] = [];
  for (const [name, run] of works) {
    try {
      await run(deps);
    } catch (error) {
      deps.log.error({ err: error, work: name }, "a part of a job failed; the others go on");
      failed.push(name);
      failures.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failures, `failed: ${failed.join(", ")}`);
}
