import type { Deps } from "../deps.ts";
import { forgetOldEvents } from "../features/billing/index.ts";
import { forgetLeftCustomers } from "../features/checkout/index.ts";
import { labelOlderFiles, sweepDeliveryCodes } from "../features/delivery/index.ts";
import { sweepSessions } from "../features/identity/index.ts";
import { readLeftOutFilms } from "../features/media/index.ts";
import { sweepNotifications } from "../features/notifications/index.ts";

/** Job: removes what has served its time, and catches up on what an older version did not do. */
export async function sweepExpired(deps: Deps): Promise<void> {
  await deps.counters.sweep(deps.clock.now());
  await sweepSessions(deps);
  await forgetOldEvents(deps);
  await sweepNotifications(deps);
  await sweepDeliveryCodes(deps);
  await labelOlderFiles(deps);
  await forgetLeftCustomers(deps);
  await readLeftOutFilms(deps);
}
