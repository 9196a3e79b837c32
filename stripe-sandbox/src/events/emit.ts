import Stripe from "stripe";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { insertObject } from "../store/objects.ts";
import type { Named, ObjectName, Objects } from "../store/types.ts";
import { listeningEndpoints } from "../webhooks/listening-endpoints.ts";
import { queueDelivery } from "../webhooks/queue.ts";

/** The event types the library declares for an object of that name. */
export type EventTypeFor<Name extends string> = Stripe.Event extends infer E
  ? E extends { type: infer T extends string; data: { object: { object: Name } } }
    ? T
    : never
  : never;

/**
 * Records that something happened to `object` and queues it for every endpoint that listens, all in the
 * caller's transaction. The event keeps the object as it is at this moment.
 */
export async function emit<N extends ObjectName>(
  call: Call,
  type: EventTypeFor<N>,
  object: Named<N>,
  previous?: Partial<Objects[N]>,
): Promise<void> {
  const endpoints = call.untold ? [] : await listeningEndpoints(call, type);
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: call.now,
    data: { object, ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
    type,
  };
  // The union of all events is told apart by `type`; that it fits the object is what EventTypeFor has checked.
  await insertObject(call.db, event as unknown as Objects["event"]);
  for (const endpoint of endpoints) await queueDelivery(call, event.id, endpoint);
}
