import type { Deps } from "../../deps.ts";
import { settleChange } from "../checkout/index.ts";
import { settleMembership } from "../memberships/index.ts";

/** Job: takes one event of the inbox in. May run more than once, and beside the return page and the reconciliation. */
export async function processWebhookEvent(deps: Deps, { eventId }: { eventId: string }): Promise<void> {
  const event = await deps.db
    .selectFrom("webhook_events")
    .select(["payload"])
    .where("id", "=", eventId)
    .where("processed_at", "is", null)
    .executeTakeFirst();
  if (!event) return;
  const outcome = await settle(deps, event.payload);
  await deps.db
    .updateTable("webhook_events")
    .set({ processed_at: deps.clock.now(), outcome })
    .where("id", "=", eventId)
    .execute();
}

async function settle(deps: Deps, payload: unknown): Promise<string> {
  const change = deps.payments.changeOf(payload);
  if (change) return settleChange(deps, change);
  const membershipChange = deps.payments.membershipChangeOf(payload);
  return membershipChange ? settleMembership(deps, membershipChange) : "ignored";
}
