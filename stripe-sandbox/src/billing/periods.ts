import type { Price } from "../store/types.ts";

type Recurring = NonNullable<Price["recurring"]>;

/**
 * A moment, in Unix seconds, moved by so many of a price's intervals. A day that a month does not have becomes its
 * last day, so a series is counted from its anchor and not from the moment before: 31 January, 28 February, 31 March.
 */
export function addIntervals(
  from: number,
  { interval, interval_count }: Pick<Recurring, "interval" | "interval_count">,
  times = 1,
): number {
  const count = interval_count * times;
  if (interval === "day") return from + count * 86_400;
  if (interval === "week") return from + count * 7 * 86_400;
  const months = interval === "year" ? 12 * count : count;
  const start = new Date(from * 1000);
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const day = Math.min(start.getUTCDate(), lastDay);
  return Math.floor(first.getTime() / 1000) + (day - 1) * 86_400 + (from % 86_400);
}

/** The first moment after `after` at which the series that starts at `anchor` begins anew. */
export function nextBoundary(anchor: number, recurring: Recurring, after: number): number {
  let times = 1;
  while (addIntervals(anchor, recurring, times) <= after) times += 1;
  return addIntervals(anchor, recurring, times);
}

/** The part of an amount that falls to the time from `now` on. */
export function shareLeft(amount: number, period: { start: number; end: number }, now: number): number {
  const left = Math.max(0, period.end - Math.max(now, period.start));
  return Math.round((amount * left) / (period.end - period.start));
}
