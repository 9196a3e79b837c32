export type Terms = { level: number; interval: "month" | "year"; amount: number };

/**
 * Whether a change takes effect at once instead of with the period's end: it opens more, or pays for longer, and costs no less than what
 * runs. Otherwise the rest of the running period would be worth more than what is charged, and the provider would keep the difference
 * for the member: credit that outlives a refund and pays other creators. In a trial nothing was paid: what opens more ends it and is
 * charged as a whole, anything else waits for the first payment.
 */
export function startsNow(running: Terms & { trialing: boolean }, wanted: Terms): boolean {
  if (running.trialing) return wanted.level > running.level;
  if (wanted.amount < running.amount) return false;
  if (running.interval === "year" && wanted.interval === "month") return false;
  return (
    wanted.level > running.level || (wanted.level === running.level && running.interval !== wanted.interval)
  );
}
