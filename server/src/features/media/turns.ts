import { AppError } from "../../errors.ts";

/**
 * Runs at most `running` tasks at a time. The others wait, and turns go round among those whom they are for: who has many waiting holds
 * up nobody who has one. Of one, `each` may wait, and `all` of everybody; more are `rate_limited`. A task for somebody who has
 * `left` is not begun and becomes null.
 */
export function openTurns({ running, each, all }: { running: number; each: number; all: number }) {
  let free = running;
  let waiting = 0;
  /** Whose turn is next stands first. Nobody stands here with nothing waiting. */
  const lines = new Map<string, (() => void)[]>();

  return async function inTurn<T>(
    whose: string,
    left: AbortSignal,
    task: () => Promise<T>,
  ): Promise<T | null> {
    if (left.aborted) return null;
    if (free > 0) free -= 1;
    else if (!(await turn(whose, left))) return null;
    try {
      return await task();
    } finally {
      next();
    }
  };

  /** True when it has come; false when they left before. */
  function turn(whose: string, left: AbortSignal): Promise<boolean> {
    const line = lines.get(whose) ?? [];
    if (line.length >= each || waiting >= all)
      throw new AppError("rate_limited", "Too many pictures are asked for at once; try again in a moment.", {
        headers: { "retry-after": "5" },
      });
    return new Promise((resolve) => {
      const begin = () => {
        left.removeEventListener("abort", leave);
        resolve(true);
      };
      const leave = () => {
        waiting -= 1;
        line.splice(line.indexOf(begin), 1);
        if (line.length === 0) lines.delete(whose);
        resolve(false);
      };
      left.addEventListener("abort", leave, { once: true });
      waiting += 1;
      lines.set(whose, line);
      line.push(begin);
    });
  }

  /** Hands the place on rather than freeing it: nobody who comes now can overtake those who wait. */
  function next(): void {
    const [first] = lines;
    if (!first) {
      free += 1;
      return;
    }
    const [whose, line] = first;
    lines.delete(whose);
    const begin = line.shift();
    // Behind everybody else who waits.
    if (line.length > 0) lines.set(whose, line);
    waiting -= 1;
    begin?.();
  }
}
