import type { Call } from "../sandbox.ts";
import { getObject } from "../store/objects.ts";
import { invalidRequest } from "../wire/errors.ts";
import { listeningEndpoints } from "./listening-endpoints.ts";
import { queueDelivery } from "./queue.ts";

/**
 * Sends an event once more: to that endpoint, or to every enabled one that listens to all or to its type.
 * Refuses when there is no such endpoint. Answers how many it goes to.
 */
export async function resendEvent(call: Call, eventId: string, endpointId?: string): Promise<number> {
  const event = await getObject(call.db, "event", eventId);
  const endpoints = endpointId
    ? [(await getObject(call.db, "webhook_endpoint", endpointId, "webhook_endpoint")).id]
    : await listeningEndpoints(call, event.type);
  if (endpoints.length === 0) throw invalidRequest("No webhook endpoint listens to this event.");
  for (const endpoint of endpoints) await queueDelivery(call, eventId, endpoint);
  return endpoints.length;
}
