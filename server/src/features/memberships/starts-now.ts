export type Terms = { level: number; interval: "month" | "year"; amount: number };

/**
 * Whether a change takes effect at once instead of with the period's end: it opens more, or pays for longer, and costs no less than what
 * runs. Otherwise the rest of the running period would be worth more than what is charged, and the provider would keep the difference
 * for the member: credit that outlives a refund and pays other creators.
 */
export function startsNow(running: Terms, wanted: Terms): boolean {
  if (wanted.amount < running.amount) return false;
  if (running.interval === "year" && wanted.interval === "month") return false;
  return (
    wanted.level > running.level || (wanted.level === running.level && running.interval !== wanted.interval)
  );
}
