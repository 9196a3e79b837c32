import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { limitRate } from "../../http/rate-limit.ts";
import type { ProviderEvent } from "../../ports/payments/port.ts";

/**
 * Takes a webhook in: verifies it over the raw body, writes it to the inbox unless it is there, and queues its processing. The
 * provider's event id makes any repetition harmless. Refuses a bad signature, a stale or future timestamp and the wrong mode.
 */
export async function receiveWebhook(
  deps: Deps,
  input: { rawBody: Buffer; signature: string | undefined; address: string },
) {
  const event = deps.payments.readWebhook(input.rawBody, input.signature, deps.clock.now());
  if (!event || event.livemode !== deps.payments.livemode) {
    // Anybody can send forgeries: past the limit they are answered 429 and leave no further trace.
    await limitRate(deps, { name: "forged-webhooks", max: 30, seconds: 60 }, input.address);
    await recordEvent(deps.db, deps.clock, {
      type: "webhook.refused",
      address: input.address,
      data: { reason: event ? "wrong_mode" : "signature" },
    });
    throw new AppError("invalid_signature", "The payment provider's signature is missing, wrong or too old.");
  }
  await storeProviderEvent(deps, event);
}

/** Writes one event into the inbox and queues it, once; also used for events that a lost webhook would have brought. */
export async function storeProviderEvent(deps: Deps, event: ProviderEvent): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto("webhook_events")
      .values({
        id: event.id,
        type: event.type,
        payload: JSON.stringify(event.payload),
        received_at: deps.clock.now(),
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows)
      await deps.jobs.add(trx, "process-webhook-event", { eventId: event.id });
  });
}
