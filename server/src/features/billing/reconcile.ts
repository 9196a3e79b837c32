import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { PaymentProviderError } from "../../ports/payments/port.ts";
import { reconcilePurchases } from "../checkout/index.ts";
import { reconcileMemberships } from "../memberships/index.ts";
import { storeProviderEvent } from "./receive-webhook.ts";

const LOOK_BACK_SECONDS = 6 * 3600;
const STUCK_SECONDS = 3600;

/** Job: repairs what was missed: orders and memberships whose webhook never came, and events of the last hours that are not in the inbox. */
export async function reconcile(deps: Deps): Promise<void> {
  try {
    await requeueStuckEvents(deps);
    await reconcilePurchases(deps);
    await reconcileMemberships(deps);
    const since = addSeconds(deps.clock.now(), -LOOK_BACK_SECONDS);
    for await (const event of deps.payments.listEvents(since)) {
      if (event.livemode === deps.payments.livemode) await storeProviderEvent(deps, event);
    }
  } catch (error) {
    if (!(error instanceof PaymentProviderError)) throw error;
    deps.log.warn({ err: error }, "the payment provider could not be asked; the next reconciliation will");
  }
}

/** Events whose job used up its tries, or was lost, get another one. */
async function requeueStuckEvents(deps: Deps): Promise<void> {
  const stuck = await deps.db
    .selectFrom("webhook_events")
    .select("id")
    .where("processed_at", "is", null)
    .where("received_at", "<", addSeconds(deps.clock.now(), -STUCK_SECONDS))
    .limit(500)
    .execute();
  for (const { id } of stuck)
    await deps.jobs.add(deps.db, "process-webhook-event", { eventId: id }, { key: `event:${id}` });
}
