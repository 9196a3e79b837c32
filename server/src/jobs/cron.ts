import { type ParsedCronItem, parseCronItems } from "graphile-worker";
import type { JobName } from "./jobs.ts";

/** What runs by the clock (UTC), one run of each at a time. */
const CRON: { task: JobName; match: string }[] = [
  { task: "reconcile-purchases", match: "*/5 * * * *" },
  { task: "watch-events", match: "* * * * *" },
  { task: "seal-events", match: "* * * * *" },
  { task: "tell-endings", match: "20 * * * *" },
  { task: "erase-old-details", match: "40 3 * * *" },
  { task: "sweep-uploads", match: "17 * * * *" },
  { task: "read-older-files", match: "*/10 * * * *" },
  { task: "sweep-expired", match: "*/10 * * * *" },
];

/** Whether this kind of job comes again by itself. */
export function isByTheClock(name: JobName): boolean {
  return CRON.some(({ task }) => task === name);
}

export function cronItems(): ParsedCronItem[] {
  return parseCronItems(
    CRON.map((item) => ({
      ...item,
      options: { backfillPeriod: 0, queueName: item.task, jobKey: item.task, maxAttempts: 1 },
    })),
  );
}
