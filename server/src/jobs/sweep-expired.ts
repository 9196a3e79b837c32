import type { Deps } from "../deps.ts";
import { forgetOldEvents } from "../features/billing/index.ts";
import { forgetLeftCustomers } from "../features/checkout/index.ts";
import { sweepDeliveryCodes } from "../features/delivery/index.ts";
import { sweepSessions } from "../features/identity/index.ts";
import { sweepNotifications } from "../features/notifications/index.ts";
import { runEach } from "./run-each.ts";

/** Job: removes what has served its time. */
export async function sweepExpired(deps: Deps): Promise<void> {
  await runEach(deps, [
    ["counters", async ({ counters, clock }) => void (await counters.sweep(clock.now()))],
    ["sessions", sweepSessions],
    ["webhook events", forgetOldEvents],
    ["notifications", sweepNotifications],
    ["delivery codes", sweepDeliveryCodes],
    ["customers", forgetLeftCustomers],
  ]);
}
