import type { RANGES } from "./schemas.ts";

export type Range = (typeof RANGES)[number];
/** Days as "2026-05-12", both ends included. */
export type Days = { from: string; to: string };
export type Period = Days & { before: Days; stretches: (Days & { before: Days })[] };

const DAY = 86_400_000;
const LENGTHS = { "7d": 7, "30d": 30, "90d": 90 } as const;

/**
 * The days of a range up to `today` and those it is compared with, cut into the stretches of a chart. Days: today and those before
 * it, against as many just earlier. Twelve months: this month so far and the eleven before, against the same dates a year earlier.
 */
export function periodOf(range: Range, today: Date): Period {
  return range === "12m" ? months(today) : days(LENGTHS[range], today);
}

function days(length: number, today: Date): Period {
  const end = Math.floor(today.getTime() / DAY) * DAY;
  const start = end - (length - 1) * DAY;
  const shift = length * DAY;
  const stretches = Array.from({ length }, (_, index) => {
    const at = start + index * DAY;
    return { ...span(at, at), before: span(at - shift, at - shift) };
  });
  return { ...span(start, end), before: span(start - shift, end - shift), stretches };
}

function months(today: Date): Period {
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const end = Date.UTC(year, month, today.getUTCDate());
  const stretches = Array.from({ length: 12 }, (_, index) => {
    const first = Date.UTC(year, month - 11 + index, 1);
    const last = Math.min(Date.UTC(year, month - 10 + index, 1) - DAY, end);
    return { ...span(first, last), before: span(yearEarlier(first), yearEarlier(last)) };
  });
  const from = stretches[0]!.from;
  return {
    from,
    to: stretches.at(-1)!.to,
    before: { from: stretches[0]!.before.from, to: stretches.at(-1)!.before.to },
    stretches,
  };
}

/** The last day of February stands for the one that only leap years have, and the other way round. */
function yearEarlier(at: number): number {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear() - 1, date.getUTCMonth()];
  const isMonthEnd = new Date(at + DAY).getUTCMonth() !== month;
  return isMonthEnd ? Date.UTC(year, month + 1, 0) : Date.UTC(year, month, date.getUTCDate());
}

function span(from: number, to: number): Days {
  return { from: dayOf(from), to: dayOf(to) };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
