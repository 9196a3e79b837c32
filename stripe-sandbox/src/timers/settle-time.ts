import { setTimeout as pause } from "node:timers/promises";
import type { Sandbox } from "../sandbox.ts";

/**
 * Resolves once everything that is due by the sandbox's clock has happened, whichever process does it: for hosts that have just
 * moved that clock and do not want to wait for the next look at it.
 */
export async function settleTime({ database, wake, now }: Sandbox): Promise<void> {
  const due = "select 1 from {timers} where test_clock is null and due_at <= $1 limit 1";
  while ((await database.query(due, [now()])).length > 0) {
    wake();
    await pause(5);
  }
}
