import type { Clock } from "../lib/clock.ts";
import type { CountersPort } from "../ports/counters/port.ts";

/** The first so many of them are each told by themselves. */
const TOLD_EACH = 32;
const WINDOW_SECONDS = 600;

/**
 * For events that anybody can bring about as often as they like: how many like this one (the same `key`) the trail is to be told of
 * now, 0 for none. Within ten minutes the first are told one by one, then whenever there are twice as many, so that a flood is a few
 * lines and yet counted.
 */
export async function countAlike(
  { counters, clock }: { counters: CountersPort; clock: Clock },
  key: string,
): Promise<number> {
  const { hits } = await counters.hit(`alike:${key}`, WINDOW_SECONDS, clock.now());
  if (hits <= TOLD_EACH) return 1;
  return Number.isInteger(Math.log2(hits)) ? hits / 2 : 0;
}
