import type { Deps } from "../deps.ts";

/**
 * The same installation in which something happens after each statement of the pool, before the next one is begun: what holds whatever
 * happens there does not hang on when a request comes.
 */
export function betweenStatements(deps: Deps, happens: () => Promise<unknown>): Deps {
  const ask = deps.pool.query.bind(deps.pool) as (...statement: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  const query = (...statement: unknown[]) => {
    const answer = last.then(async () => {
      const rows = await ask(...statement);
      await happens();
      return rows;
    });
    last = answer.catch(() => null);
    return answer;
  };
  return { ...deps, pool: { query } as unknown as Deps["pool"] };
}
