import type Stripe from "stripe";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { lockObject, saveInternal } from "../store/objects.ts";

/** Gives an endpoint a new secret. Until the next time, deliveries are signed with the new and the last one. */
export async function rollSecret(call: Call, endpointId: string): Promise<Stripe.WebhookEndpoint> {
  const { object, internal } = await lockObject(call.db, "webhook_endpoint", endpointId);
  const secret = newId("whsec", 32);
  await saveInternal<"webhook_endpoint">(call.db, endpointId, {
    secrets: [secret, ...internal.secrets.slice(0, 1)],
  });
  return { ...object, secret };
}
