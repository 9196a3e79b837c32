import type { Deps } from "../../deps.ts";
import { settleChange } from "../checkout/index.ts";

/** Job: takes one event of the inbox in. May run more than once, and beside the return page and the reconciliation. */
export async function processWebhookEvent(deps: Deps, { eventId }: { eventId: string }): Promise<void> {
  const event = await deps.db
    .selectFrom("webhook_events")
    .select(["payload"])
    .where("id", "=", eventId)
    .where("processed_at", "is", null)
    .executeTakeFirst();
  if (!event) return;
  const change = deps.payments.changeOf(event.payload);
  const outcome = change ? await settleChange(deps, change) : "ignored";
  await deps.db
    .updateTable("webhook_events")
    .set({ processed_at: deps.clock.now(), outcome })
    .where("id", "=", eventId)
    .execute();
}
