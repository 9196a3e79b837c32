import type { Deps } from "../deps.ts";
import { forgetOldEvents } from "../features/billing/index.ts";
import { sweepSessions } from "../features/identity/index.ts";

/** Job: removes what has served its time. */
export async function sweepExpired(deps: Deps): Promise<void> {
  await deps.counters.sweep(deps.clock.now());
  await sweepSessions(deps);
  await forgetOldEvents(deps);
}
