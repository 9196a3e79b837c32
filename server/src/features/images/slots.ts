import { AppError } from "../../errors.ts";

/**
 * Runs at most `running` tasks at a time and lets `waiting` more queue, first come first served; refuses the rest with
 * `rate_limited`, so that memory stays bounded however many come.
 */
export function makeSlots({ running, waiting }: { running: number; waiting: number }) {
  let free = running;
  const queue: (() => void)[] = [];

  return async function inSlot<T>(task: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await turn();
    try {
      return await task();
    } finally {
      // The slot is handed over rather than freed: nobody who comes now can overtake the queue.
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };

  function turn(): Promise<void> {
    if (queue.length >= waiting) {
      throw new AppError("rate_limited", "Too many pictures are being worked on; try again in a moment.", {
        headers: { "retry-after": "5" },
      });
    }
    return new Promise((resolve) => queue.push(resolve));
  }
}
